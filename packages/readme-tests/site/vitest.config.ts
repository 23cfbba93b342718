import { defineConfig } from "vitest/config";

// Only `pnpm test:all` runs these tests, because each snippet of the site takes a process of its own.
export default defineConfig({
  root: import.meta.dirname,
  test: { include: ["*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
