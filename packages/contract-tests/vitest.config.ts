import { configDefaults, defineConfig } from "vitest/config";

// Property tests run a thousand times with real servers, which takes seconds on a busy machine. Nothing is timed.
// Prism is installed for `test:all` alone.
const exclude = [...configDefaults.exclude, "prism/**"];

export default defineConfig({ test: { exclude, testTimeout: 60_000, hookTimeout: 60_000 } });
