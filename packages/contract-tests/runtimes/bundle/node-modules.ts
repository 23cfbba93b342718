import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import type { Plugin } from "esbuild";

const repository = join(import.meta.dirname, "../../../..");
const root = join(import.meta.dirname, "../..");
const { resolve } = createRequire(join(root, "runtimes/package.json"));

/** Gives the suite what it asks of Node: files as they are now, and a server that cannot be opened. */
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
      }`,
    http: `export function createServer() { throw new Error("This runtime opens no server"); }`,
    events: "export const once = undefined;",
    "stream/consumers": "export const arrayBuffer = undefined;",
    "timers/promises": "export const setTimeout = undefined;",
    util: `export { inspect } from ${packaged("util/")};`,
    buffer: `export { Buffer } from ${packaged("buffer/")};`,
  };
  return {
    name: "node",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:/ }, ({ path }) => ({ path: path.slice("node:".length), namespace: "node" }));
      onLoad({ filter: /.*/, namespace: "node" }, ({ path }) => ({
        contents: contents[path] ?? unknown(path),
        resolveDir: root,
      }));
    },
  };
}

function unknown(name: string): never {
  throw new Error(`The suite imports node:${name}, which has no replacement in ${import.meta.filename}; add one`);
}

/** The JSON and YAML files of a folder, by their paths from the repository. */
function read(folder: string): [path: string, text: string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(json|yaml)$/.test(file))
    .map((file) => [`/${relative(repository, join(folder, file))}`, readFileSync(join(folder, file), "utf8")]);
}
