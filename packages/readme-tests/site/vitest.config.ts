import { defineConfig } from "vitest/config";

// Left to `pnpm test:all`: each snippet of the site runs in a process of its own.
export default defineConfig({
  root: import.meta.dirname,
  test: { include: ["*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
