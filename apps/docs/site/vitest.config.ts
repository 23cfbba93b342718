import { defineConfig } from "vitest/config";

// Left to `pnpm test:all`, which builds the site.
export default defineConfig({
  root: import.meta.dirname,
  test: { include: ["*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } },
});
