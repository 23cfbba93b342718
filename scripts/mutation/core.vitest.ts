import { defineConfig } from "vitest/config";

/** The suite that runs on mutants of core. */
export default defineConfig({ test: { include: ["packages/core/test/**/*.test.ts"] } });
