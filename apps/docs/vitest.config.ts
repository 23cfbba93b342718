import { defineConfig } from "vitest/config";

// The tests in site/ need the site to be built: `pnpm test:all` does that.
export default defineConfig({ test: { include: ["test/**/*.test.ts"] } });
