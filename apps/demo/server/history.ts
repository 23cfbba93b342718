import { NotFoundError } from "@seedream-clients/core";
import { type Job, type Jobs, mayBeBilled } from "@seedream-clients/jobs";
import type { RunStore } from "@seedream-clients/web/server";
import { totalOf } from "./amounts.ts";
import type { Amount, ProviderInfo, RunFacts, RunPage, RunRecord, Spent, SpentSums } from "./messages.ts";
import type { Offer } from "./providers.ts";
import { factsOf } from "./run-facts.ts";
import { idOf, USER } from "./run-store.ts";
import { chineseTitles } from "./titles.ts";

/** Which runs, newest first. */
export interface Query {
  /** A word of the prompt, the model or the provider. */
  readonly search?: string | undefined;
  /** Beginning of the ids of the runs that are wanted: a comparison is one. */
  readonly only?: string | undefined;
  readonly limit: number;
}

/** A job without its reference images, which may have many megabytes. */
type Summary = Omit<Job, "request"> & { readonly request: Omit<Job["request"], "images"> };

/** The runs of this studio, for its pages: a journal returns one job at a time. */
export class History {
  readonly #summaries = new Map<string, Summary>();
  readonly #jobs: Jobs;
  readonly #offers: ReadonlyMap<string, Offer>;

  private constructor(jobs: Jobs, offers: readonly Offer[]) {
    this.#jobs = jobs;
    this.#offers = new Map(offers.map((offer) => [offer.client, offer]));
  }

  static async open(jobs: Jobs, offers: readonly Offer[]): Promise<History> {
    const history = new History(jobs, offers);
    const changes = jobs.events();
    for await (const job of jobs.list()) history.take(job);
    // It ends with the jobs. A journal that cannot be written any more ends the studio: nothing may be sent unrecorded.
    void (async () => {
      for await (const job of changes) history.take(job);
    })();
    return history;
  }

  /** Finds a job, without its reference images: pages ask for it many times a second. */
  async find(key: string): Promise<Summary | undefined> {
    return this.#summaries.get(idOf({ key })) ?? this.#jobs.get(key);
  }

  take(job: Job): void {
    const { images: _, ...request } = job.request;
    this.#summaries.set(idOf(job), { ...job, request });
  }

  get all(): readonly Summary[] {
    return [...this.#summaries.values()];
  }

  async list(store: RunStore, { search = "", only, limit }: Query): Promise<RunPage> {
    const word = search.trim().toLowerCase();
    const newest = this.all.filter(({ isErased }) => !isErased).toSorted((a, b) => b.order - a.order);
    const found = newest.filter((job) => (!only || idOf(job).startsWith(only)) && this.#about(job).includes(word));
    const records = await Promise.all(found.slice(0, limit).map((job) => this.#recordOf(store, job)));
    return { runs: records.filter((record) => record !== undefined), hasMore: found.length > limit };
  }

  #about(job: Summary): string {
    const { prompt, model } = job.request;
    const facts = this.#factsOf(job);
    const titles = facts && [facts.request.model, facts.client.title, chineseTitles[facts.client.name]];
    return [prompt, model, job.client, ...(titles ?? [])].join("\n").toLowerCase();
  }

  /** Where a job was sent; of a provider whose key is gone, too. */
  #providerOf({ client }: Pick<Job, "client">): ProviderInfo | undefined {
    return this.#offers.get(client.replace(/-live$/, "-simulated"))?.provider;
  }

  /** What a run is; `undefined` for one at a provider that is gone. */
  #factsOf(job: Summary): RunFacts | undefined {
    const provider = this.#providerOf(job);
    const [estimate] = amountsIn(job.price);
    const run = { id: idOf(job), startedAt: job.createdAt, ...(estimate && { estimate }) };
    return provider && factsOf(provider, isLive(job), job.request, run);
  }

  async #recordOf(store: RunStore, job: Summary): Promise<RunRecord | undefined> {
    const facts = this.#factsOf(job);
    const reading = await store.read({ user: USER, id: idOf(job) }, 0).catch((error: unknown) => {
      // It may be deleted meanwhile.
      if (!NotFoundError.isInstance(error)) throw error;
    });
    if (!facts || !reading) return undefined;
    return {
      facts,
      events: reading.events.map(([, event]) => event),
      ...(reading.isOver && { took: (job.endedAt ?? job.updatedAt) - job.createdAt }),
      isResumable: this.isResumable(job),
    };
  }

  /** Whether there is a task to wait for again, or one that can be found by the key of its submission. */
  isResumable({ state, task, cancelledAt, client }: Summary): boolean {
    if (state === "cancelled") return task !== undefined;
    return state === "unknown" && cancelledAt !== undefined && this.#offers.get(client)?.seedream.task !== undefined;
  }

  /** What was spent live, by provider. */
  spent(midnight = new Date().setHours(0, 0, 0, 0)): Spent {
    const live = this.all.filter(isLive);
    const providers = [...Map.groupBy(live, ({ client }) => client)].flatMap(([client, jobs]) => {
      const provider = this.#providerOf({ client });
      const today = jobs.filter(({ createdAt }) => createdAt >= midnight);
      return provider
        ? [{ name: provider.name, title: provider.title, today: sumsOf(today), inAll: sumsOf(jobs) }]
        : [];
    });
    return { providers, mayBeCharged: live.filter(mayBeCharged).length };
  }
}

function isLive({ client }: Pick<Job, "client">): boolean {
  return client.endsWith("-live");
}

/** Whether a run may still cost something. */
export function isUnderWay({ state }: Pick<Job, "state">): boolean {
  return ["queued", "submitting", "waiting"].includes(state);
}

function mayBeCharged(job: Summary): boolean {
  return ["unknown", "failed", "cancelled"].includes(job.state) && mayBeBilled(job);
}

/** What runs cost; what may have been charged is in no sum. */
function sumsOf(jobs: readonly Summary[]): SpentSums {
  const settled = jobs.filter((job) => !mayBeCharged(job) && !isUnderWay(job));
  const costOf = ({ cost, spent }: Summary) => amountsIn(cost ? { [cost.currency]: cost.amount } : spent);
  const unknown = settled.filter((job) => job.state === "done" && costOf(job).length === 0);
  return {
    sums: totalOf(settled.flatMap(costOf)),
    unknown: unknown.reduce((count, { spent }) => count + (spent.images ?? 0), 0),
  };
}

function amountsIn(amounts: Readonly<Record<string, number>>): Amount[] {
  const known = Object.entries(amounts).filter(([currency, amount]) => currency !== "images" && amount !== 0);
  return known.map(([currency, amount]) => ({ currency, amount }));
}
