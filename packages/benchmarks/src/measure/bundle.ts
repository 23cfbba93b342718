import { build } from "esbuild";

const folder = import.meta.dirname;

/** Bundles a program into one minified file for Node, and writes it. */
export async function bundleForNode(program: string, outfile: string): Promise<void> {
  await build({
    ...minified(program),
    platform: "node",
    // Packages in CommonJS call it for Node's own modules.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    outfile,
  });
}

/** Bundles a program into one minified file for a browser. */
export async function bundleForBrowser(program: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...minified(program),
    platform: "browser",
    external: ["node:*", "crypto", "stream", "events", "buffer"],
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error("esbuild wrote no file");
  return file.contents;
}

function minified(program: string) {
  return {
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    logLevel: "error",
  } as const;
}
