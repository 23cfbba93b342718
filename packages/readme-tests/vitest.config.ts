import { defineConfig } from "vitest/config";

// The READMEs run side by side, each in processes of its own, so that a step takes seconds on a busy machine.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 } });
