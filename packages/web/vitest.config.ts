import { defineConfig } from "vitest/config";

// Servers and browsers are real: seconds on a busy machine. Nothing is timed.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // `test:all` installs what these need.
    exclude: ["**/node_modules/**", "recipes/{bun-deno,next,workers}/**"],
  },
});
