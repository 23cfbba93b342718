import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/checkouts.ts",
    // Most tests start several git processes, which is slow on a busy machine.
    testTimeout: 30_000,
    // The files of a worker share the compiler and the parsed libraries, which take longer to load than most tests.
    isolate: false,
  },
});
