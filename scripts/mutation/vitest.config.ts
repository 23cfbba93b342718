import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));

/** The suites that mutants are tried on, with the sources of core and the clients in place of what is built from them. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@seedream-clients\/core\/(client|node)$/, replacement: source("core/src/$1.ts") },
      { find: /^@seedream-clients\/(core|ark|anyfast|302ai|apimart)$/, replacement: source("$1/src/index.ts") },
    ],
  },
  test: {
    include: [
      "packages/core/test/*.test.ts",
      "packages/contract-tests/test/{ark,anyfast,302ai,apimart,apimart-tasks}.test.ts",
    ],
  },
});
