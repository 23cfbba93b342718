import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import { esm } from "../imports.ts";
import { programFor } from "../programs.ts";

/** Builds like a deployment: one folder of modules, resolved for Workers. */
const CONFIG = `export default {
  logLevel: "warn",
  build: { outDir: "out", ssr: "main.js", rollupOptions: { output: { chunkFileNames: "[name]-[hash].js" } } },
  ssr: { noExternal: true, target: "webworker", resolve: { conditions: ["workerd", "worker", "browser"] } },
};
`;

/** The runtime of Cloudflare Workers. */
export const workerd: Consumer = {
  name: "workerd",
  tools: ["workerd", "vite"],
  excludes: (id) => (id === "simulator" ? "compiles schemas at run time, which Workers forbid" : undefined),
  async run(project, baseURL) {
    await project.install();
    const program = await programFor(project.package, baseURL, { import: esm, node: false });
    const handler = "export default { async test() {\n  console.log(await run());\n} };";
    await project.write({ "main.js": `${program}\n${handler}\n`, "vite.config.js": CONFIG });
    await project.node(join(project.tool("vite").folder, "bin", "vite.js"), "build");
    await project.write({ "out/config.capnp": configFor(await readdir(join(project.folder, "out"))) });
    await project.start("workerd test", project.tool("workerd").bin, ["test", join("out", "config.capnp")]);
  },
};

function configFor(files: readonly string[]): string {
  const modules = ["main.js", ...files.filter((file) => file.endsWith(".js") && file !== "main.js")];
  const embedded = modules.map((file) => `(name = "${file}", esModule = embed "${file}")`).join(",\n    ");
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2026-01-01",
  modules = [
    ${embedded}
  ],
);
`;
}
