import type { ModelCatalogue } from "@seedream-clients/core";
import type { Job, JobState } from "@seedream-clients/jobs";
import { openClient, providers, usualProvider } from "./clients.ts";

/** A word that completion offers. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** Command line before the word that is completed. */
export interface Typed {
  /** Names of the commands without the program, for example `batch run`. */
  readonly path: string;
  readonly operands: readonly string[];
  /** Values of options by their long name. */
  readonly options: Readonly<Record<string, string>>;
}

/** Most keys of jobs, or ids of tasks, that are offered. */
const mostKeys = 200;

type Values = (current: string, typed: Typed) => Promise<readonly Candidate[]> | readonly Candidate[];

const plain =
  (...values: readonly string[]): Values =>
  () =>
    values.map((value) => ({ value }));

/** Values by option (`--size`), or by argument after the path of its command (`batch run file`). */
const values: Readonly<Record<string, Values | "files" | "folders">> = {
  "--provider": () => Object.keys(providers).map((value) => ({ value, description: providers[value]?.key ?? "" })),
  "--model": async (_, typed) =>
    (await catalogueOf(typed)).models
      .filter(({ status }) => status !== "retired")
      .map(({ name, title }) => ({ value: name, description: title })),
  "--size": async (current, typed) => sizesOf(await catalogueOf(typed), current, typed),
  "--region": async (_, typed) =>
    Object.entries((await catalogueOf(typed)).servers).map(([value, description]) => ({ value, description })),
  "--format": plain("jpeg", "png"),
  "--encoding": plain("gbk", "gb18030", "big5", "shift_jis", "windows-1252", "utf-16le"),
  "--out": "folders",
  "--image": "files",
  "--prompt-file": "files",
  "batch run file": "files",
  "batch reconcile key": (_, typed) => keysOf(typed, ["unknown"]),
  "batch reconcile finding": plain("made", "not-made"),
  "batch cancel keys": (_, typed) => keysOf(typed, ["queued", "submitting", "waiting", "saving"]),
  "batch retry keys": async (_, typed) => {
    const { canRetry } = await import("./can-retry.ts");
    return keysOf(typed, ["failed", "cancelled", "unknown"], canRetry);
  },
  "tasks show id": (_, typed) => tasksOf(typed),
  "tasks wait id": (_, typed) => tasksOf(typed),
  "tasks fetch id": (_, typed) => tasksOf(typed),
  "completion shell": plain("bash", "zsh"),
};

/** Returns the values of an option (`--size`) or an argument (`batch run file`). */
export async function valuesOf(
  name: string,
  current: string,
  typed: Typed,
): Promise<readonly Candidate[] | "files" | "folders"> {
  const known = values[name] ?? [];
  return typeof known === "function" ? known(current, typed) : known;
}

async function catalogueOf({ options }: Typed): Promise<ModelCatalogue> {
  const { provider = usualProvider() } = options;
  // The simulator has Ark's catalogue, and Ark's client starts no server.
  return (await openClient(provider === "simulator" ? "ark" : provider)).models;
}

/** Returns the sizes of a model: resolutions, keywords and aspect ratios, or `ratio@resolution` after a typed colon. */
function sizesOf({ default: usual, models }: ModelCatalogue, current: string, { options }: Typed): Candidate[] {
  const wanted = options.model ?? usual;
  const model = models.find(
    ({ name, ids }) => name === wanted || Object.values(ids).some((list) => list.includes(wanted)),
  );
  const { tiers = {}, keywords = [] } = model?.size ?? {};
  const pairs = Object.entries(tiers).flatMap(([tier, sizes]) =>
    Object.entries(sizes).map(([ratio, pixels]) => ({ ratio, value: `${ratio}@${tier}`, description: pixels })),
  );
  if (current.includes(":")) return pairs;
  const ratios = [...new Set(pairs.map(({ ratio }) => ratio))];
  return [...Object.keys(tiers), ...keywords, ...ratios].map((value) => ({ value }));
}

/** Returns keys of jobs in the folder of the command. */
async function keysOf(
  { options: { out = "out" } }: Typed,
  states: readonly JobState[],
  accepts: (job: Job) => boolean = () => true,
): Promise<Candidate[]> {
  const { jobsIn } = await import("./jobs-in.ts");
  const keys: Candidate[] = [];
  for await (const job of jobsIn({ out }, states)) {
    if (!accepts(job)) continue;
    const { key, state, request } = job;
    keys.push({ value: key, description: `${state}: ${request.prompt.replace(/\s+/g, " ").slice(0, 60)}` });
    if (keys.length === mostKeys) break;
  }
  return keys;
}

async function tasksOf({ options: { out = "out" } }: Typed): Promise<Candidate[]> {
  const { jobsIn } = await import("./jobs-in.ts");
  const tasks: Candidate[] = [];
  for await (const { task, key, state } of jobsIn({ out })) {
    if (task) tasks.push({ value: task.id, description: `${state}: ${key}` });
    if (tasks.length === mostKeys) break;
  }
  return tasks;
}
