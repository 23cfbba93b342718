import { defineConfig } from "vitest/config";

// Some tests compile TypeScript, which takes seconds on a busy machine.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
