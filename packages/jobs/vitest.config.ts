import { defineConfig } from "vitest/config";

// Properties are tried a thousand times over and servers are real: seconds on a busy machine. Nothing is timed.
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, globalSetup: "test/postgres-server.ts" },
});
