import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import type { ToolName } from "../tools.ts";
import { typedProgramFor } from "../typed-programs.ts";

/** Strict options. */
const STRICT = {
  target: "es2023",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  rootDir: ".",
  outDir: "out",
};

/** A server: the types of Node, and those of browsers only for MSW, which needs them. */
const nodenext = (id: string) => ({
  module: "nodenext",
  moduleResolution: "nodenext",
  types: ["node"],
  lib: id === "simulator" ? ["es2023", "dom", "dom.iterable"] : ["es2023"],
});

/** A web app: the types of browsers, and those of Node only for the simulator, which has a server. */
const bundler = (id: string) => ({
  module: "preserve",
  moduleResolution: "bundler",
  types: id === "simulator" ? ["node"] : [],
  lib: ["es2023", "dom", "dom.iterable"],
});

/** The compiler checks our declarations too, but where it would stumble over those of `ai`. */
const skips = (id: string) => id === "ai-sdk";

function typescript(version: "5.9" | "7", resolution: typeof nodenext | typeof bundler): Consumer {
  const tool: ToolName = `typescript-${version}`;
  return {
    name: `TypeScript ${version}, ${resolution("").moduleResolution}`,
    tools: [tool],
    async run(project, baseURL) {
      await project.install({ "@types/node": "^24" });
      await project.write({
        "main.ts": await typedProgramFor(project.package, baseURL),
        "tsconfig.json": {
          compilerOptions: { ...STRICT, ...resolution(project.package.id), skipLibCheck: skips(project.package.id) },
          files: ["main.ts"],
        },
      });
      await project.node(join(project.tool(tool).folder, "bin", "tsc"));
      await project.node(join(project.folder, "out", "main.js"));
    },
  };
}

export const typescriptConsumers: readonly Consumer[] = [
  typescript("5.9", nodenext),
  typescript("5.9", bundler),
  typescript("7", nodenext),
  typescript("7", bundler),
];
