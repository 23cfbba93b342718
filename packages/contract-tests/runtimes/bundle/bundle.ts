import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { createVitest } from "vitest/node";
import { nodeModules } from "./node-modules.ts";

const root = join(import.meta.dirname, "../..");
const specs = join(root, "../../specs");

/**
 * The contract suite with its fixtures, and the tests of broken connections, as one module. It exports `run()`, which
 * takes the origin of a {@link BrokenServer}.
 */
export async function bundleSuite(conditions: readonly string[], plugins: readonly Plugin[] = []): Promise<string> {
  const providers = readdirSync(specs, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = [
    ...providers.map(({ name }) => `./test/${name}.test.ts`),
    "./runtimes/test/broken-connections.test.ts",
  ];
  const load = files.map((file) => `"${file}": () => import("${file}")`);
  const entry = `
    import { runFiles } from "./runtimes/bundle/run.ts";
    export function run(brokenServer) {
      Object.assign(globalThis, { brokenServer });
      return runFiles(${JSON.stringify(await vitestConfig())}, { ${load} });
    }
  `;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    conditions: [...conditions],
    target: "esnext",
    logLevel: "warning",
    // The simulator draws without it.
    external: ["sharp", "dejavu-fonts-ttf/*"],
    define: { "import.meta.dirname": '"/packages/contract-tests/src"', "process.env.NODE_DEBUG": "undefined" },
    inject: [join(import.meta.dirname, "globals.ts")],
    plugins: [nodeModules(), serverOutside(), ...plugins],
  });
  return outputFiles[0]?.text ?? "";
}

/** What Vitest itself gives to its runner. */
async function vitestConfig(): Promise<unknown> {
  const vitest = await createVitest("test", { root, watch: false });
  try {
    return vitest.getRootProject().serializedConfig;
  } finally {
    await vitest.close();
  }
}

/** Lets the tests of broken connections use the server outside of the runtime. */
function serverOutside(): Plugin {
  const contents = `export const openBrokenServer = async () => ({
    origin: globalThis.brokenServer,
    async [Symbol.asyncDispose]() {},
  });`;
  return {
    name: "server-outside",
    setup: ({ onLoad }) => onLoad({ filter: /broken-server\.ts$/ }, () => ({ contents })),
  };
}
