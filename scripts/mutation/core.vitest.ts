import { defineConfig } from "vitest/config";

/** The suite that mutants of core are tried on. */
export default defineConfig({ test: { include: ["packages/core/test/*.test.ts"] } });
