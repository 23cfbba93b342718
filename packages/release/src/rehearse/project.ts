import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pnpm } from "../pnpm.ts";
import type { PublicPackage } from "../public-packages.ts";
import { runProgram } from "../run-program.ts";
import { companionsOf } from "./companions.ts";
import type { ToolName, Tools } from "./tools.ts";
import { useRegistry } from "./workspace-copy.ts";

/** The registry, tools and servers that all projects share. */
export interface Environment {
  readonly registry: string;
  /** Folder for caches, so that our packages do not end up in the caches of the machine. */
  readonly caches: string;
  readonly tools: Tools;
  /** URLs of the mock providers of the published simulator. */
  readonly baseURLs: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** A project that uses one package, in a folder of its own. */
export class Project {
  readonly folder: string;
  readonly package: PublicPackage;
  readonly environment: Environment;

  constructor(folder: string, item: PublicPackage, environment: Environment) {
    this.folder = folder;
    this.package = item;
    this.environment = environment;
  }

  async write(files: Readonly<Record<string, string | object>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      const full = join(this.folder, path);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
    }
  }

  /** Writes a manifest that depends on the package and its companions. */
  async writeManifest(further: Readonly<Record<string, string>> = {}): Promise<void> {
    const { name, version } = this.package;
    const dependencies = { [name]: version, ...companionsOf(this.package), ...further };
    await this.write({ "package.json": { name: "consumer", private: true, type: "module", dependencies } });
    await useRegistry(this.folder, this.environment.registry);
  }

  /** Installs with pnpm, without hoisting, so that packages find only the dependencies that they declare. */
  async install(further: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.writeManifest(further);
    const { caches } = this.environment;
    const settings = { packages: [], hoist: false, storeDir: join(caches, "store"), cacheDir: join(caches, "pnpm") };
    const own = { minimumReleaseAge: 0, strictDepBuilds: false, allowBuilds: { sharp: false, msw: false } };
    // JSON is valid YAML.
    await this.write({ "pnpm-workspace.yaml": { ...settings, ...own } });
    await this.run("pnpm install", () =>
      pnpm(["install"], { cwd: this.folder, signal: this.environment.signal, timeout: 300_000 }),
    );
  }

  /** Runs a file with Node. */
  async node(file: string, ...args: string[]): Promise<string> {
    return this.start(
      `node ${file.startsWith(this.folder) ? file.slice(this.folder.length + 1) : file}`,
      process.execPath,
      [file, ...args],
    );
  }

  async start(title: string, file: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
    return this.run(title, () => runProgram(file, args, { cwd: this.folder, signal: this.environment.signal, env }));
  }

  /**
   * Returns an installed tool.
   *
   * @throws {Error} The tool is not installed.
   */
  tool(name: ToolName): { folder: string; bin: string } {
    const tool = this.environment.tools.get(name);
    if (!tool || "missing" in tool) throw new Error(`${name} was not installed`);
    return tool;
  }

  private async run(title: string, program: () => ReturnType<typeof runProgram>): Promise<string> {
    const { code, output } = await program();
    if (code !== 0) throw new Error(`${title} ended with ${code}:\n${output.trim()}`);
    return output;
  }
}
