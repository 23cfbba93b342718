import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import { esm } from "../imports.ts";
import { programFor } from "../programs.ts";

/** Builds a cloud function: one minified CommonJS file without node_modules. */
export const esbuild: Consumer = {
  name: "esbuild, one CommonJS file",
  tools: ["esbuild"],
  async run(project, baseURL) {
    await project.install();
    const program = await programFor(project.package, baseURL, { import: esm, node: true });
    const start = "run().then(console.log, (error) => {\n  console.error(error);\n  process.exitCode = 1;\n});";
    await project.write({ "main.js": `${program}\n${start}\n` });
    const options = ["--bundle", "--platform=node", "--format=cjs", "--minify", "--target=node22"];
    // Outside of the project, where Node finds no packages.
    const outfile = join(project.folder, "..", `function-${project.package.id}`, "main.cjs");
    await project.start("esbuild", project.tool("esbuild").bin, ["main.js", ...options, `--outfile=${outfile}`]);
    await project.node(outfile);
  },
};
