import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = new URL("../../", import.meta.url);
const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, root));
const folders = readdirSync(new URL("specs", root), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const clients = folders.map(({ name }) => name);

/** The suite that runs on mutants of the clients, against their sources instead of the built files. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@seedream-clients\/core\/(client|node)$/, replacement: source("core/src/$1.ts") },
      {
        find: new RegExp(`^@seedream-clients/(core|${clients.join("|")})$`),
        replacement: source("$1/src/index.ts"),
      },
    ],
  },
  test: { include: clients.map((name) => `packages/contract-tests/test/${name}*.test.ts`) },
});
