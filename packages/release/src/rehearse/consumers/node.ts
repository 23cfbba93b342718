import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import { cjs, esm } from "../imports.ts";
import { isClient, isCommand, programFor, stackProgramFor } from "../programs.ts";
import type { Project } from "../project.ts";

export const nodeESM: Consumer = {
  name: "Node, ESM",
  tools: [],
  commands: true,
  async run(project, baseURL) {
    await project.install();
    if (isCommand(project.package)) await checkCommand(project);
    else {
      const program = await programFor(project.package, baseURL, { import: esm, node: true });
      await project.write({ "main.js": `${program}\nconsole.log(await run());\n` });
      await project.node(join(project.folder, "main.js"));
    }
    await checkDocuments(project);
    if (isClient(project.package)) await checkStack(project);
  },
};

/** Checks that the command makes an image, as its README shows. */
async function checkCommand(project: Project): Promise<void> {
  const { name, bins } = project.package;
  const [bin = ""] = bins;
  const args = ["generate", "A lighthouse at dusk", "--provider", "simulator"];
  const output = await project.node(join(project.folder, "node_modules", name, bin), ...args);
  const { images } = JSON.parse(output.slice(output.indexOf("{")));
  if (images.length !== 1) throw new Error(`the command made no image: ${output}`);
}

/** Checks that users find the changes of the version, and the addresses for questions. */
async function checkDocuments({ folder, package: { name, version } }: Project): Promise<void> {
  const read = (file: string) => readFile(join(folder, "node_modules", name, file), "utf8");
  const changelog = await read("CHANGELOG.md");
  if (!changelog.includes(`## ${version}\n`)) throw new Error(`CHANGELOG.md does not have version ${version}`);
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(await read("package.json"));
  const missing = ["repository", "homepage", "bugs"].filter((field) => manifest[field] === undefined);
  if (missing.length > 0) throw new Error(`package.json lacks ${missing.join(", ")}`);
}

/** Checks that the stack of an error names lines of our sources, not of the bundle. */
async function checkStack(project: Project): Promise<void> {
  await project.write({ "stack.js": await stackProgramFor(project.package) });
  const stack = await project.start("node stack.js", process.execPath, ["--enable-source-maps", "stack.js"]);
  for (const id of [project.package.id, "core"]) {
    if (!new RegExp(`[\\\\/]@seedream-clients[\\\\/]${id}[\\\\/]src[\\\\/]\\S+\\.ts:\\d+`).test(stack)) {
      throw new Error(`no line of the stack points to the sources of ${id}:\n${stack}`);
    }
  }
}

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
