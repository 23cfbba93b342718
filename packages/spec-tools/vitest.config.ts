import { defineConfig } from "vitest/config";

// Most tests run git several times, each a process of its own: slow on a busy machine.
export default defineConfig({ test: { testTimeout: 30_000 } });
