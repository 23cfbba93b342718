import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import { esm, programFor } from "../programs.ts";
import type { Project } from "../project.ts";

const CONFIG = `export default {
  logLevel: "warn",
  build: { outDir: "out", lib: { entry: "main.js", formats: ["es"], fileName: "main" } },
};
`;

/** Builds for a browser, then runs the output to check that its chunks load each other. */
export const vite: Consumer = {
  name: "Vite, browser",
  tools: ["vite"],
  async run(project, baseURL) {
    await project.install();
    const program = await programFor(project.package, baseURL, { import: esm, node: false });
    await project.write({
      "main.js": `${program}\nexport { run };\n`,
      "vite.config.js": CONFIG,
      "run.js": 'import { run } from "./out/main.js";\nconsole.log(await run());\n',
    });
    await project.node(join(project.tool("vite").folder, "bin", "vite.js"), "build");
    await inspect(project);
    await project.node(join(project.folder, "run.js"));
  },
};

async function inspect({ folder }: Project): Promise<void> {
  const chunks = (await readdir(join(folder, "out"))).filter((file) => /\.m?js$/.test(file));
  for (const chunk of chunks) {
    const nodeModule = /["'](node:[^"']+)["']/.exec(await readFile(join(folder, "out", chunk), "utf8"))?.[1];
    if (nodeModule) throw new Error(`${chunk} imports ${nodeModule}, which browsers lack`);
  }
}
