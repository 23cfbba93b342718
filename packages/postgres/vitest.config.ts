import { defineConfig } from "vitest/config";

// A server starts in half a second where the machine has nothing else to do.
export default defineConfig({ test: { testTimeout: 60_000 } });
