import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));

/** The suite that mutants of `wire.ts` are tried on, with the sources of the clients in place of what is built. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@seedream-clients\/core\/(client|node)$/, replacement: source("core/src/$1.ts") },
      { find: /^@seedream-clients\/(core|ark|anyfast|302ai|apimart)$/, replacement: source("$1/src/index.ts") },
    ],
  },
  test: { include: ["packages/contract-tests/test/{ark,anyfast,302ai,apimart,apimart-tasks}.test.ts"] },
});
