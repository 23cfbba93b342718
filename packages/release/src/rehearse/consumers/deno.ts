import { join } from "node:path";
import { companionsOf } from "../companions.ts";
import type { Consumer } from "../consumer.ts";
import { esm } from "../imports.ts";
import { programFor } from "../programs.ts";

/** Importing MSW keeps Deno running. */
const EXIT = "Deno.exit(0);\n";

/** Runs with Deno, which loads packages by `npm:` specifiers, without a node_modules. */
export const deno: Consumer = {
  name: "Deno",
  tools: ["deno"],
  async run(project, baseURL) {
    const { name, version, id } = project.package;
    const program = await programFor(project.package, baseURL, { import: esm, node: true });
    await project.write({
      "deno.json": {
        nodeModulesDir: "none",
        imports: {
          [name]: `npm:${name}@${version}`,
          [`${name}/`]: `npm:/${name}@${version}/`,
          ...Object.fromEntries(
            Object.entries(companionsOf(project.package)).map(([other, range]) => [other, `npm:${other}@${range}`]),
          ),
        },
      },
      ".npmrc": `registry=${project.environment.registry}\n`,
      "main.js": `${program}\nconsole.log(await run());\n${id === "simulator" ? EXIT : ""}`,
    });
    const flags = ["--allow-all", "--no-prompt", "--minimum-dependency-age=0"];
    const environment = {
      DENO_DIR: join(project.environment.caches, "deno"),
      NPM_CONFIG_REGISTRY: project.environment.registry,
      DENO_NO_UPDATE_CHECK: "1",
    };
    await project.start("deno run main.js", project.tool("deno").bin, ["run", ...flags, "main.js"], environment);
  },
};
