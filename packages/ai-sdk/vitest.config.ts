import { defineConfig } from "vitest/config";

// Tests call real servers, which takes seconds on a busy machine. No test measures time.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, setupFiles: ["./test/setup.ts"] } });
