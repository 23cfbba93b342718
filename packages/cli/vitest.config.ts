import { defineConfig } from "vitest/config";

// Tests run the command and real servers, which takes seconds on a busy machine.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
