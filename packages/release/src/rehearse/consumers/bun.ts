import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import { esm } from "../imports.ts";
import { programFor } from "../programs.ts";

/** Installs and runs with Bun, without Node. */
export const bun: Consumer = {
  name: "Bun",
  tools: ["bun"],
  async run(project, baseURL) {
    await project.writeManifest();
    const program = await programFor(project.package, baseURL, { import: esm, node: true });
    await project.write({ "main.js": `${program}\nconsole.log(await run());\n` });
    const { bin } = project.tool("bun");
    const cache = { BUN_INSTALL_CACHE_DIR: join(project.environment.caches, "bun") };
    await project.start("bun install", bin, ["install", "--no-progress"], cache);
    await project.start("bun main.js", bin, ["main.js"], cache);
  },
};
