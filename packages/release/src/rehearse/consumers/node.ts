import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import { cjs, esm, programFor } from "../programs.ts";

export const nodeESM: Consumer = {
  name: "Node, ESM",
  tools: [],
  async run(project, baseURL) {
    await project.install();
    const program = await programFor(project.package, baseURL, { import: esm, node: true });
    await project.write({ "main.js": `${program}\nconsole.log(await run());\n` });
    await project.node(join(project.folder, "main.js"));
  },
};

export const nodeCommonJS: Consumer = {
  name: "Node, CommonJS",
  tools: [],
  async run(project, baseURL) {
    await project.install();
    const program = await programFor(project.package, baseURL, { import: cjs, node: true });
    const start = "run().then(console.log, (error) => {\n  console.error(error);\n  process.exitCode = 1;\n});";
    await project.write({ "main.cjs": `"use strict";\n${program}\n${start}\n` });
    await project.node(join(project.folder, "main.cjs"));
  },
};
