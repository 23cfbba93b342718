import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import { esm } from "../imports.ts";
import { programFor } from "../programs.ts";

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
    const log = await project.node(join(project.tool("vite").folder, "bin", "vite.js"), "build");
    requireNoNodeModule(log);
    await project.node(join(project.folder, "run.js"));
  },
};

/** Throws if Vite reports that it replaced a Node module by an empty one. */
function requireNoNodeModule(log: string): void {
  if (/externalized for browser compatibility/.test(log)) throw new Error(`browsers lack a module:\n${log.trim()}`);
}
