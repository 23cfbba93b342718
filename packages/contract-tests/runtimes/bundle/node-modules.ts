import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import type { Plugin } from "esbuild";

const repository = join(import.meta.dirname, "../../../..");
const root = join(import.meta.dirname, "../..");
const { resolve } = createRequire(join(root, "runtimes/package.json"));

/** Replaces the modules of Node. Files are bundled as they are now. Functions that only Node has fail when called. */
export function nodeModules(): Plugin {
  const packaged = (name: string) => JSON.stringify(resolve(name));
  const files = [...read(join(root, "fixtures")), ...read(join(repository, "specs"))];
  const contents: Record<string, string> = {
    fs: `
      const files = new Map(${JSON.stringify(files)});
      export const readFileSync = (path) => files.get(path);
      export const readdirSync = (path) => [...new Set([...files.keys()]
        .filter((file) => file.startsWith(path + "/"))
        .map((file) => file.slice(path.length + 1).split("/")[0]))];
    `,
    path: `
      export function join(...parts) {
        const names = [];
        for (const name of parts.join("/").split("/")) {
          if (name === "..") names.pop();
          else if (name) names.push(name);
        }
        return (parts[0].startsWith("/") ? "/" : "") + names.join("/");
      }
      export const sep = "/";
      export const dirname = (path) => join(path, "..");
      ${absent("node:path", "basename", "extname", "resolve")}`,
    "timers/promises": `
      export const setTimeout = (ms) => new Promise((resolve) => globalThis.setTimeout(resolve, ms));
      export const setImmediate = () => new Promise((resolve) => runImmediately(resolve));
      const runImmediately = globalThis.setImmediate ?? globalThis.setTimeout;`,
    util: `export { inspect, promisify } from ${packaged("util/")};`,
    url: `export const fileURLToPath = (url) => new URL(url).pathname;`,
    os: `export const tmpdir = () => "/tmp";`,
    // Workers have this module, and the client finds it there.
    dns: `export default { promises: globalThis.process?.getBuiltinModule?.("node:dns/promises") ?? {} };`,
    child_process: absent("node:child_process", "spawn", "execFile"),
    net: absent("node:net", "connect"),
    events: absent("node:events", "once"),
    "fs/promises": absent(
      "node:fs/promises",
      ...["link", "mkdir", "mkdtemp", "open", "readdir", "readFile", "rename", "rm", "stat", "writeFile"],
    ),
    crypto: absent("node:crypto", "randomUUID"),
    "node-fetch": `throw new Error("This runtime has no node:http for node-fetch");`,
    module: absent("node:module", "createRequire"),
    buffer: `export { Buffer } from ${packaged("buffer/")};`,
  };
  return {
    name: "node",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:/ }, ({ path }) => ({ path: path.slice("node:".length), namespace: "node" }));
      onResolve({ filter: /^node-fetch$/ }, ({ path }) => ({ path, namespace: "node" }));
      onLoad({ filter: /.*/, namespace: "node" }, ({ path }) => ({
        contents: contents[path] ?? unknown(path),
        resolveDir: root,
      }));
    },
  };
}

/** Returns a module with functions that throw when they are called. */
function absent(module: string, ...names: readonly string[]): string {
  const lines = names.map((name) => `export function ${name}() { throw new Error("This runtime has no ${module}"); }`);
  return lines.join("\n");
}

function unknown(name: string): never {
  throw new Error(`The suite imports node:${name}, which has no replacement in ${import.meta.filename}; add one`);
}

/** Reads the JSON and YAML files of a folder, by their paths from the repository. */
function read(folder: string): [path: string, text: string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(json|yaml)$/.test(file))
    .map((file) => [`/${relative(repository, join(folder, file))}`, readFileSync(join(folder, file), "utf8")]);
}
