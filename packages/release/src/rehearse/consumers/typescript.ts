import { join } from "node:path";
import type { Consumer } from "../consumer.ts";
import type { ToolName } from "../tools.ts";
import { typedProgramFor } from "../typed-programs.ts";

/** Strict options. */
const STRICT = {
  target: "es2022",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  declaration: true,
  rootDir: ".",
  outDir: "out",
};

/** A kind of project, defined by the types of its globals. */
interface Globals {
  readonly name: string;
  /** Packages to install for it. */
  readonly types: Readonly<Record<string, string>>;
  /** Compiler options. */
  options(id: string): object;
  /** Packages that need `skipLibCheck`, because the types of their dependencies do not compile here. */
  readonly skips: readonly string[];
}

const node = { "@types/node": "^24" };

/** A server, with the types of Node. Types of browsers only for MSW, which needs them. */
const nodenext: Globals = {
  name: "nodenext",
  types: node,
  options: (id) => ({
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    lib: id === "simulator" ? ["es2023", "dom", "dom.iterable"] : ["es2023"],
  }),
  skips: ["ai-sdk"],
};

/** A web app, with the types of browsers. Types of Node only for the simulator, which has a server. */
const bundler: Globals = {
  name: "bundler",
  types: node,
  options: (id) => ({
    module: "preserve",
    moduleResolution: "bundler",
    types: id === "simulator" ? ["node"] : [],
    lib: ["es2023", "dom", "dom.iterable"],
  }),
  skips: ["ai-sdk"],
};

/** The settings of `bun init`: the newest library, and a `fetch` with more members than in other runtimes. */
const bun: Globals = {
  name: "types of Bun",
  types: { "@types/bun": "^1.4.5", "@types/node": "*" },
  options: () => ({ module: "preserve", moduleResolution: "bundler", types: ["bun"], lib: ["esnext"] }),
  skips: ["ai-sdk", "simulator"],
};

/** The settings of Cloudflare's template. */
const workers: Globals = {
  name: "types of Workers",
  types: { "@cloudflare/workers-types": "^5.20261117.1" },
  options: () => ({
    module: "es2022",
    moduleResolution: "bundler",
    types: ["@cloudflare/workers-types"],
    lib: ["es2022"],
  }),
  skips: ["ai-sdk", "simulator"],
};

/** MSW's types need a newer compiler than 5.4. */
const nodenextOf2024: Globals = { ...nodenext, skips: ["ai-sdk", "simulator"] };

function typescript(version: "5.4" | "5.9" | "7", globals: Globals): Consumer {
  const tool: ToolName = `typescript-${version}`;
  return {
    name: `TypeScript ${version}, ${globals.name}`,
    tools: [tool],
    async run(project, baseURL) {
      const { id } = project.package;
      await project.install(globals.types);
      await project.write({
        "main.ts": await typedProgramFor(project.package, baseURL),
        "tsconfig.json": {
          compilerOptions: { ...STRICT, ...globals.options(id), skipLibCheck: globals.skips.includes(id) },
          files: ["main.ts"],
        },
      });
      await project.node(join(project.tool(tool).folder, "bin", "tsc"));
      await project.node(join(project.folder, "out", "main.js"));
    },
  };
}

export const typescriptConsumers: readonly Consumer[] = [
  typescript("5.4", nodenextOf2024),
  typescript("5.9", nodenext),
  typescript("5.9", bundler),
  typescript("7", nodenext),
  typescript("7", bundler),
  typescript("7", bun),
  typescript("7", workers),
];
