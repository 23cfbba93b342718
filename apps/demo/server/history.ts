import { type Job, type Jobs, mayBeBilled } from "@seedream-clients/jobs";
import type { RunStore } from "@seedream-clients/web/server";
import { totalOf } from "./amounts.ts";
import type { Amount, RunFacts, RunPage, RunRecord, Spent, SpentSums } from "./messages.ts";
import type { Offer } from "./providers.ts";
import { factsOf } from "./run-facts.ts";
import { idOf, isLive, USER } from "./run-store.ts";
import { chineseTitles } from "./titles.ts";

/** A job without its reference images, which may have many megabytes, and the offer of its provider. */
interface Run extends Omit<Job, "request"> {
  readonly request: Omit<Job["request"], "images">;
  readonly offer: Offer;
}

/** The runs of this studio, for its pages. */
export type History = Awaited<ReturnType<typeof openHistory>>;

/** Keeps the runs at hand: a journal returns one job at a time, with its reference images. */
export async function openHistory(jobs: Jobs, offers: readonly Offer[]) {
  const runs = new Map<string, Run>();
  const changes = jobs.events();
  for await (const job of jobs.list()) take(job);
  // It ends with the jobs. A journal that cannot be written any more ends the studio: nothing may be sent unrecorded.
  void (async () => {
    for await (const job of changes) take(job);
  })();

  function take(job: Job): void {
    const { images: _, ...request } = job.request;
    const offer = offerOf(job);
    // Of a provider that the studio no longer has, nothing could be shown.
    if (offer) runs.set(job.key, { ...job, request, offer });
  }

  /** The offer of the provider of a job, on the simulator: a key may be gone. */
  function offerOf({ client }: Job): Offer | undefined {
    return offers.find((offer) => offer.client === client.replace(/-live$/, "-simulated"));
  }

  return {
    offerOf,

    all: (): readonly Run[] => [...runs.values()],

    /** Finds a job; one that is not new, without its reference images: pages ask for it many times a second. */
    find: async (key: string): Promise<Omit<Run, "offer"> | undefined> => runs.get(key) ?? jobs.get(key),

    /** Newest first. `search` is a word of prompt, model or provider; `only` begins the ids of a comparison. */
    async list(store: RunStore, limit: number, search = "", only = ""): Promise<RunPage> {
      const word = search.trim().toLowerCase();
      const newest = [...runs.values()].filter(({ isErased }) => !isErased).toSorted((a, b) => b.order - a.order);
      const found = newest.filter((run) => idOf(run).startsWith(only) && about(run).includes(word));
      const records = await Promise.all(found.slice(0, limit).map((run) => recordOf(run, store)));
      return { runs: records, hasMore: found.length > limit };
    },

    /** What was spent live, by provider. */
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

/** What a search looks through. */
function about(run: Run): string {
  const { request, client } = factsOfRun(run);
  const titles = [request.model, client.title, chineseTitles[client.name]];
  return [request.prompt, run.request.model, run.client, ...titles].join("\n").toLowerCase();
}

/** Whether there is a task to wait for again, or one that can be found by the key of its submission. */
export function isResumable({ state, task, cancelledAt, offer }: Omit<Run, "request">): boolean {
  if (state === "cancelled") return task !== undefined;
  return state === "unknown" && cancelledAt !== undefined && offer.seedream.task !== undefined;
}

/** Whether a run may still cost something. */
export function isUnderWay({ state }: Pick<Job, "state">): boolean {
  return ["queued", "submitting", "waiting"].includes(state);
}

/** Whether it may have been charged. A run whose images came has a cost, also where none could be saved. */
function mayBeCharged(run: Run): boolean {
  return ["unknown", "failed", "cancelled"].includes(run.state) && !run.cost && mayBeBilled(run);
}

/** What runs cost; what may have been charged is in no sum. */
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
