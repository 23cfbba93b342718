import { defineConfig } from "vitest/config";

// A server starts in half a second on an idle machine.
export default defineConfig({ test: { testTimeout: 60_000 } });
