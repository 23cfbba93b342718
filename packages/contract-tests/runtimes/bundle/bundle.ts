import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { build, type Plugin } from "esbuild";
import { createVitest } from "vitest/node";
import { nodeModules } from "./node-modules.ts";

const root = join(import.meta.dirname, "../..");

/** Tests that are not bundled. Completions come from TypeScript, so no runtime changes them. */
const excluded = ["test/completions.test.ts"];

/** Modules with a replacement that has its servers opened outside of the runtime. */
const outside: Readonly<Record<string, string>> = {
  "src/faults/open-fault-server.ts": "runtimes/outside/fault-server.ts",
  "src/mock-server.ts": "runtimes/outside/mock-server.ts",
};

/** Bundles all tests and fixtures into one module with a `run()` that takes the origin of a {@link ControlServer}. */
export async function bundleSuite(conditions: readonly string[], plugins: readonly Plugin[] = []): Promise<string> {
  const files = ["test", "runtimes/test"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => file.endsWith(".test.ts") && !excluded.includes(file));
  const load = files.map((file) => `"${file}": () => import("./${file}")`);
  const entry = `
    import { runFiles } from "./runtimes/bundle/run.ts";
    import { connect } from "./runtimes/outside/control.ts";
    export async function run(controlServer) {
      await connect(controlServer);
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
    define: {
      "import.meta.dirname": '"/packages/contract-tests/src"',
      "import.meta.url": '"file:///packages/contract-tests/src/bundle.js"',
      "process.env.NODE_DEBUG": "undefined",
      "process.execPath": '"node"',
      "process.platform": JSON.stringify(process.platform),
    },
    inject: [join(import.meta.dirname, "globals.ts")],
    plugins: [nodeModules(), serversOutside(), ...plugins],
  });
  return outputFiles[0]?.text ?? "";
}

/** Returns the configuration that Vitest itself passes to its runner. */
async function vitestConfig(): Promise<unknown> {
  const vitest = await createVitest("test", { root, watch: false });
  try {
    return vitest.getRootProject().serializedConfig;
  } finally {
    await vitest.close();
  }
}

function serversOutside(): Plugin {
  return {
    name: "servers-outside",
    setup({ onLoad }) {
      onLoad({ filter: /\/src\/.*server\.ts$/ }, ({ path }) => {
        const replacement = outside[relative(root, path)];
        return replacement ? { contents: `export * from "./${replacement}";`, resolveDir: root } : undefined;
      });
    },
  };
}
