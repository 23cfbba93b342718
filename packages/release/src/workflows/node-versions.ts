import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** File that decides the versions of Node. All other files follow it. */
const POLICY = ".github/node-versions.json";

interface Policy {
  /** Oldest version that published packages run under: `"22.12"`. */
  readonly minimum: string;
  /** Release lines of Node that CI tests the packages under. */
  readonly tested: readonly number[];
}

interface Manifest {
  readonly private?: boolean;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Lists manifests, workflows and settings with versions of Node other than in `.github/node-versions.json`. */
export async function findOtherVersions(root: string): Promise<string[]> {
  const read = (path: string) => readFile(join(root, path), "utf8");
  const policy: Policy = JSON.parse(await read(POLICY));
  const own = (await read(".node-version")).trim();
  return [
    ...checkPolicy(policy, own),
    ...(await checkManifests(root, policy, own)),
    ...checkTools(JSON.parse(await read("package.json")), await read("pnpm-workspace.yaml"), own),
    ...checkRuntimes(JSON.parse(await read("packages/contract-tests/runtimes/package.json")), policy, own),
    ...(await checkWorkflows(root)),
  ];
}

function checkPolicy({ minimum, tested }: Policy, own: string): string[] {
  const oldest = Math.min(...tested);
  return [
    ...(Number.parseInt(minimum, 10) === oldest
      ? []
      : [`${POLICY}: minimum is ${minimum}; it must be of ${oldest}, the oldest line of tested`]),
    ...(tested.includes(Number(own))
      ? []
      : [`.node-version: is ${own}; it must be one of tested in ${POLICY}: ${tested.join(", ")}`]),
  ];
}

/** A published package may require a later version of the oldest line. A private one requires the workspace's line. */
async function checkManifests(root: string, { minimum }: Policy, own: string): Promise<string[]> {
  const folders = (await Promise.all(["packages", "apps"].map((name) => foldersIn(root, name)))).flat();
  const faults = folders.map(async (folder) => {
    const manifest: Manifest = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
    const range = manifest.engines?.node;
    if (manifest.private) {
      const wanted = `>=${own}`;
      return range === undefined || range === wanted
        ? []
        : [`${folder}/package.json: engines.node is ${range}; it must be ${wanted}, as .node-version has it`];
    }
    return range !== undefined && isSameLine(range, minimum)
      ? []
      : [
          `${folder}/package.json: engines.node is ${range}; it must be >=${minimum} or a later version of that line, as ${POLICY} has it`,
        ];
  });
  return (await Promise.all(faults)).flat();
}

function isSameLine(range: string, minimum: string): boolean {
  const [line, minor = 0] = minimum.split(".").map(Number);
  const [, major, least] = /^>=(\d+)\.(\d+)$/.exec(range) ?? [];
  return Number(major) === line && Number(least) >= minor;
}

function checkTools({ devDependencies }: Manifest, settings: string, own: string): string[] {
  const installed = devDependencies?.node ?? "missing";
  const assumed = /^nodeVersion: (.+)$/m.exec(settings)?.[1] ?? "missing";
  return [
    ...(majorOf(installed) === own
      ? []
      : [`package.json: devDependencies.node is ${installed}; .node-version is ${own}`]),
    ...(majorOf(assumed) === own ? [] : [`pnpm-workspace.yaml: nodeVersion is ${assumed}; .node-version is ${own}`]),
  ];
}

/** Checks that `test:all` runs every tested line except the workspace's own. */
function checkRuntimes({ dependencies = {} }: Manifest, { tested }: Policy, own: string): string[] {
  const wanted = tested.map(String).filter((line) => line !== own);
  const found = Object.keys(dependencies).flatMap((name) => /^node-(\d+)$/.exec(name)?.[1] ?? []);
  if (found.sort().join() === wanted.sort().join()) return [];
  return [
    `packages/contract-tests/runtimes/package.json: has Node ${found.join(", ")}; ${POLICY} asks for ${wanted.join(", ")}`,
  ];
}

async function checkWorkflows(root: string): Promise<string[]> {
  const folder = join(root, ".github", "workflows");
  const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).sort();
  const faults = files.map(async (file) => {
    const lines = (await readFile(join(folder, file), "utf8")).split("\n");
    return lines.flatMap((line, index) =>
      /^\s*node-version: (?!\$\{\{)/.test(line)
        ? [
            `.github/workflows/${file}:${index + 1}: names a version of Node; use node-version-file: .node-version, or the matrix`,
          ]
        : [],
    );
  });
  return (await Promise.all(faults)).flat();
}

async function foldersIn(root: string, name: string): Promise<string[]> {
  const entries = await readdir(join(root, name), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => `${name}/${entry.name}`);
}

function majorOf(version: string): string | undefined {
  return /^\^?(\d+)\./.exec(version)?.[1];
}
