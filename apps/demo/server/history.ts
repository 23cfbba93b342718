import { type Job, type Jobs, mayBeBilled } from "@seedream-clients/jobs";
import type { RunStore } from "@seedream-clients/web/server";
import { totalOf } from "./amounts.ts";
import type { Amount, RunFacts, RunPage, RunRecord, Spent, SpentSums } from "./messages.ts";
import type { Offer } from "./providers.ts";
import { factsOf } from "./run-facts.ts";
import { idOf, isLive, USER } from "./run-store.ts";
import { chineseTitles } from "./titles.ts";

/** A job with the offer of its provider, without its reference images, which may have many megabytes. */
interface Run extends Omit<Job, "request"> {
  readonly request: Omit<Job["request"], "images">;
  readonly offer: Offer;
}

/** The runs of this studio, for its pages. */
export type History = Awaited<ReturnType<typeof openHistory>>;

/** Keeps the runs in memory, because a journal returns one job at a time, with its reference images. */
export async function openHistory(jobs: Jobs, offers: readonly Offer[]) {
  const runs = new Map<string, Run>();
  const changes = jobs.events();
  for await (const job of jobs.list()) take(job);
  // The events end with the jobs.
  void (async () => {
    for await (const job of changes) take(job);
  })();

  function take(job: Job): void {
    const { images: _, ...request } = job.request;
    const offer = offerOf(job);
    // The studio cannot show runs of a provider that it no longer has.
    if (offer) runs.set(job.key, { ...job, request, offer });
  }

  /** Finds the provider of a job by its offer on the simulator, because the key of the live offer may be gone. */
  function offerOf({ client }: Job): Offer | undefined {
    return offers.find((offer) => offer.client === client.replace(/-live$/, "-simulated"));
  }

  return {
    offerOf,

    all: (): readonly Run[] => [...runs.values()],

    /** Finds a job. Known jobs come from memory without reference images, because pages ask many times a second. */
    find: async (key: string): Promise<Omit<Run, "offer"> | undefined> => runs.get(key) ?? jobs.get(key),

    /** Lists runs, newest first. `search` is part of a prompt, model or provider; `only` is a prefix of ids. */
    async list(store: RunStore, limit: number, search = "", only = ""): Promise<RunPage> {
      const word = search.trim().toLowerCase();
      const newest = [...runs.values()].filter(({ isErased }) => !isErased).toSorted((a, b) => b.order - a.order);
      const found = newest.filter((run) => idOf(run).startsWith(only) && about(run).includes(word));
      const records = await Promise.all(found.slice(0, limit).map((run) => recordOf(run, store)));
      return { runs: records, hasMore: found.length > limit };
    },

    /** Sums the spending of live runs, by provider. */
    spent(): Spent[] {
      const midnight = new Date().setHours(0, 0, 0, 0);
      const live = [...runs.values()].filter(isLive);
      return [...Map.groupBy(live, ({ offer }) => offer.provider)].map(([{ name, title }, all]) => {
        const today = all.filter(({ createdAt }) => createdAt >= midnight);
        return { name, title, today: sumsOf(today), inAll: sumsOf(all) };
      });
    },
  };
}

async function recordOf(run: Run, store: RunStore): Promise<RunRecord> {
  const { events = [], isOver } = (await store.read({ user: USER, id: idOf(run) }, 0)) ?? {};
  return {
    facts: factsOfRun(run),
    events: events.map(([, event]) => event),
    ...(isOver && { took: (run.endedAt ?? run.updatedAt) - run.createdAt }),
    isResumable: isResumable(run),
  };
}

function factsOfRun(run: Run): RunFacts {
  const facts = { id: idOf(run), startedAt: run.createdAt, estimate: amountsIn(run.price)[0] };
  return factsOf(run.offer.provider, isLive(run), run.request, facts);
}

/** Returns the text that a search looks through. */
function about(run: Run): string {
  const { request, client } = factsOfRun(run);
  const titles = [request.model, client.title, chineseTitles[client.name]];
  return [request.prompt, run.request.model, run.client, ...titles].join("\n").toLowerCase();
}

/** Whether the run has a task to wait for again, or one that the key of its submission can find. */
export function isResumable({ state, task, cancelledAt, offer }: Omit<Run, "request">): boolean {
  if (state === "cancelled") return task !== undefined;
  return state === "unknown" && cancelledAt !== undefined && offer.seedream.task !== undefined;
}

/** Whether a run may still cost something. */
export function isUnderWay({ state }: Pick<Job, "state">): boolean {
  return ["queued", "submitting", "waiting"].includes(state);
}

/** Whether a run may have been charged. A run with images has a cost, even if no image could be saved. */
function mayBeCharged(run: Run): boolean {
  return ["unknown", "failed", "cancelled"].includes(run.state) && !run.cost && mayBeBilled(run);
}

/** Sums the costs of runs. Leaves out runs that may have been charged. */
function sumsOf(runs: readonly Run[]): SpentSums {
  const settled = runs.filter((run) => !mayBeCharged(run) && !isUnderWay(run));
  const costOf = ({ cost, spent }: Run) => amountsIn(cost ? { [cost.currency]: cost.amount } : spent);
  const unknown = settled.filter((run) => run.state === "done" && costOf(run).length === 0);
  return {
    sums: totalOf(settled.flatMap(costOf)),
    unknown: unknown.reduce((count, { spent }) => count + (spent.images ?? 0), 0),
    mayBeCharged: runs.filter(mayBeCharged).length,
  };
}

function amountsIn(amounts: Readonly<Record<string, number>>): Amount[] {
  const known = Object.entries(amounts).filter(([currency, amount]) => currency !== "images" && amount !== 0);
  return known.map(([currency, amount]) => ({ currency, amount }));
}
