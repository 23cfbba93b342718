import { defineConfig } from "vitest/config";

// Peers wait seconds between their repeats. Nothing is timed.
export default defineConfig({ test: { testTimeout: 60_000 } });
