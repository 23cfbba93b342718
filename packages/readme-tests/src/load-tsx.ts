/** Loaded before a snippet with JSX, which Node cannot read by itself. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

registerHooks({
  load(url, context, next) {
    if (!url.endsWith(".tsx")) return next(url, context);
    const sourcefile = fileURLToPath(url);
    const { code: source } = transformSync(readFileSync(sourcefile, "utf8"), {
      loader: "tsx",
      jsx: "automatic",
      sourcefile,
      sourcemap: "inline",
    });
    return { format: "module", source, shortCircuit: true };
  },
});
