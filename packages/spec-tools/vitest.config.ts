import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/checkouts.ts",
    // Most tests run git several times, each a process of its own: slow on a busy machine.
    testTimeout: 30_000,
    // The files of a worker share the compiler and the parsed libraries, which take longer to load than most tests.
    isolate: false,
  },
});
