import { join } from "node:path";
import type { Output } from "@seedream-clients/command-line";
import { requireBuilt } from "../built.ts";
import { type PublicPackage, readPublicPackages } from "../public-packages.ts";
import { ReleaseError } from "../release-error.ts";
import { inTemporaryFolder } from "../temporary-folder.ts";
import type { Consumer } from "./consumer.ts";
import { isClient, isCommand } from "./programs.ts";
import { type Environment, Project } from "./project.ts";
import { publishTwice } from "./publish.ts";
import { findUpstream, startRegistry } from "./registry.ts";
import { startSimulator } from "./simulator-server.ts";
import { formatTable, type Outcome } from "./table.ts";
import { installTools } from "./tools.ts";
import { copyWorkspace } from "./workspace-copy.ts";

/** Publishes all packages to a local registry and uses them from there. Leaves nothing behind, even when stopped. */
export async function rehearse(
  root: string,
  consumers: readonly Consumer[],
  { out }: Output,
  signal: AbortSignal,
): Promise<boolean> {
  requireBuilt(await readPublicPackages(root));
  const upstream = await findUpstream(root);
  return inTemporaryFolder(async (folder) => {
    const registry = await startRegistry(join(folder, "registry"), upstream);
    try {
      const copy = await copyWorkspace(root, join(folder, "workspace"), signal);
      out(`versions: ${copy.packages.map(({ name, version }) => `${name}@${version}`).join(", ")}`);
      await publishTwice(root, copy, registry, signal);
      out("published: the first run failed when the registry went down, the second one published the rest");
      const tools = await installTools(join(folder, "tools"), toolsOf(consumers), signal);
      const caches = join(folder, "caches");
      const environment: Environment = { registry: registry.url, caches, tools, baseURLs: {}, signal };
      return await tryAll(folder, copy.packages, consumers, environment, out);
    } finally {
      await registry.close();
    }
  });
}

async function tryAll(
  folder: string,
  packages: readonly PublicPackage[],
  consumers: readonly Consumer[],
  environment: Environment,
  out: (line: string) => void,
): Promise<boolean> {
  const simulator = packages.find(({ id }) => id === "simulator");
  if (!simulator) throw new ReleaseError("packages/simulator is missing; the clients are tried against it");
  const { baseURLs, close } = await startSimulator(new Project(join(folder, "simulator"), simulator, environment));
  try {
    const outcomes = new Map<string, Map<string, Outcome>>();
    for (const [index, consumer] of consumers.entries()) {
      const at = join(folder, `consumer-${index}`);
      const results = new Map<string, Outcome>();
      for (const item of packages) {
        results.set(item.id, await tryOne(join(at, item.id), item, consumer, { ...environment, baseURLs }));
      }
      outcomes.set(consumer.name, results);
      out(`${consumer.name}: ${[...results.values()].map(({ kind }) => kind).join(", ")}`);
    }
    out(
      `\n${formatTable(
        outcomes,
        packages.map(({ id }) => id),
      )}`,
    );
    return ![...outcomes.values()].some((results) => [...results.values()].some(({ kind }) => kind === "failed"));
  } finally {
    await close();
  }
}

async function tryOne(
  folder: string,
  item: PublicPackage,
  consumer: Consumer,
  environment: Environment,
): Promise<Outcome> {
  const excluded = isCommand(item) && !consumer.commands ? "is a command, for Node" : consumer.excludes?.(item.id);
  if (excluded) return { kind: "not supported", reason: excluded };
  for (const name of consumer.tools) {
    const tool = environment.tools.get(name);
    if (tool && "missing" in tool) return { kind: "skipped", reason: tool.missing };
  }
  const start = performance.now();
  try {
    await consumer.run(new Project(folder, item, environment), baseURLOf(item, environment));
    return { kind: "ok", ms: performance.now() - start };
  } catch (error) {
    environment.signal.throwIfAborted();
    return {
      kind: "failed",
      ms: performance.now() - start,
      reason: error instanceof Error ? error.message : `${error}`,
    };
  }
}

/** A client calls its own provider. Any other package calls Ark, because core can read Ark's format. */
function baseURLOf(item: PublicPackage, { baseURLs }: Environment): string {
  return baseURLs[isClient(item) ? item.id : "ark"] ?? "";
}

function toolsOf(consumers: readonly Consumer[]) {
  return [...new Set(consumers.flatMap(({ tools }) => tools))];
}
