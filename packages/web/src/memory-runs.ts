import {
  type Clock,
  type GeneratedImage,
  type ImageEvent,
  type ImageResult,
  SeedreamError,
} from "@seedream-clients/core";
import { systemClock } from "@seedream-clients/core/client";
import type { Amounts, RunEvent, WireEvent } from "./protocol.ts";
import { refuseInline } from "./refuse-inline.ts";
import { type NewRun, nameOf, type RunKey, type RunStore, type Started } from "./run-store.ts";
import { add, overspent, usualPeriod } from "./spending.ts";
import { toWireError, toWireEvent } from "./to-wire.ts";

/** Options of {@link memoryRuns}. */
export interface MemoryRunsOptions {
  /** How long a run that has ended is kept, in ms. Default: 24 hours, as long as links work. */
  readonly keepFor?: number | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/** A run of this process. */
interface Run {
  readonly user: string;
  readonly digest: string;
  readonly startedAt: number;
  readonly events: RunEvent[];
  readonly images: Map<number, GeneratedImage>;
  readonly abort: AbortController;
  spent: Amounts;
  endedAt?: number;
}

/**
 * Performs runs in this process and keeps them in its memory. They end with the process. If that may lose paid images,
 * or if the server has several instances, use `jobRuns()`.
 */
export function memoryRuns({ keepFor = 24 * 3_600_000, clock = systemClock }: MemoryRunsOptions = {}): RunStore {
  const runs = new Map<string, Run>();
  const find = (key: RunKey) => runs.get(nameOf(key));
  /** Longest period of all handlers that share this store. A run stays as long as any of them has to count it. */
  let longestPeriod = 0;

  /** Forgets old runs, except runs that are under way or still count as spent. */
  function forget(): void {
    const now = clock.now();
    for (const [name, { startedAt, endedAt = now }] of runs) {
      if (endedAt <= now - keepFor && startedAt <= now - longestPeriod) runs.delete(name);
    }
  }

  function spentSince(moment: number, user?: string): Amounts {
    let total: Amounts = {};
    for (const run of runs.values()) {
      if (run.startedAt > moment && (user ?? run.user) === run.user) total = add(total, run.spent);
    }
    return total;
  }

  return {
    isShared: false,
    interval: 100,

    // Awaits nothing between find() and set(), so that only one of two repeats starts a run.
    async start(asked): Promise<Started> {
      const { user, digest, price, spending, request } = asked;
      refuseInline(request, "whose bytes this server would keep in its memory");
      const period = spending?.period ?? usualPeriod;
      longestPeriod = Math.max(longestPeriod, period);
      forget();
      const known = find(asked);
      if (known) return { type: known.digest === digest ? "known" : "conflict" };
      const since = clock.now() - period;
      const spent = { user: spentSince(since, user), all: spentSince(since) };
      const reason = spending && overspent(price, spending, spent);
      if (reason) return { type: "refused", reason };
      const run: Run = {
        user,
        digest,
        startedAt: clock.now(),
        events: [],
        images: new Map(),
        abort: new AbortController(),
        spent: price,
      };
      runs.set(nameOf(asked), run);
      const work = perform(run, asked).finally(() => {
        run.endedAt = clock.now();
      });
      return { type: "started", work };
    },

    async read(key, after) {
      const run = find(key);
      if (!run) return undefined;
      // Ids count from 1, so `after` is also the number of events that the reader has.
      return { events: run.events.slice(after), isOver: run.endedAt !== undefined };
    },

    image: async (key, index) => find(key)?.images.get(index),

    async cancel(key) {
      const run = find(key);
      run?.abort.abort();
      // Waits up to 200 ms for the client to end the call, because its error says whether the run may be billed.
      for (let turn = 0; run && run.endedAt === undefined && turn < 20; turn++) {
        await new Promise<void>((resolve) => clock.after(10, resolve));
      }
      return run?.spent;
    },
  };
}

/** Performs a run to its end, and keeps its events and images. */
async function perform(run: Run, { client, request, id, isStreaming, price }: NewRun): Promise<void> {
  const push = (event: WireEvent | undefined) => {
    if (event) run.events.push([run.events.length + 1, event]);
  };
  const take = (event: ImageEvent) => {
    if (event.type === "image") run.images.set(event.index, event.image);
    if (event.type === "completed") run.spent = spentOn(event.result, price);
    push(toWireEvent(event));
  };
  const options = { signal: run.abort.signal, clientRequestId: id };
  try {
    if (isStreaming) for await (const event of client.stream(request, options)) take(event);
    else for (const event of eventsOf(await client.generate(request, options))) take(event);
    // Pages poll until there is a last event, which a custom client may fail to send.
    if (run.events.at(-1)?.[1].type !== "completed") throw new Error("The client ended without its last event");
  } catch (cause) {
    const { charged = "unknown", images = [] } = SeedreamError.isInstance(cause) ? cause : {};
    // Images that arrived without an event are paid for too.
    const missed = images.filter((image) => ![...run.images.values()].includes(image));
    for (const image of missed) take({ type: "image", index: freeIndex(run), image });
    if (charged === "no" && run.images.size === 0) run.spent = {};
    push({ type: "error", error: toWireError(cause) });
  }
}

function* eventsOf(result: ImageResult): Generator<ImageEvent, void> {
  for (const outcome of result.images) {
    const { index } = outcome;
    if (outcome.ok) yield { type: "image", index, image: outcome.image };
    else yield { type: "image-failed", index, error: outcome.error };
  }
  yield { type: "completed", result };
}

/** Returns the cost of a result: the client's estimate, or a share of `price`; all of it if more may be billed. */
function spentOn({ images, cost, interrupted, usage, task }: ImageResult, price: Amounts): Amounts {
  if (interrupted || images.some((outcome) => !outcome.ok && outcome.error.charged === "unknown")) return price;
  const made = images.filter(({ ok }) => ok).length;
  // Some providers count failed images as made, and may bill them.
  if ((usage.images ?? 0) > made) return price;
  // A task is charged in advance, and a refund for missing images is not documented.
  if (task && made < (price.images ?? 1)) return price;
  if (cost) return { images: made, [cost.currency]: cost.amount };
  const share = made / (price.images || made);
  return Object.fromEntries(Object.entries(price).map(([currency, amount]) => [currency, amount * share]));
}

function freeIndex({ images }: Run): number {
  let free = 0;
  while (images.has(free)) free++;
  return free;
}

const place: unique symbol = Symbol.for("@seedream-clients/web/memory-runs");

/** Returns the default store of all handlers. It is on the global object, because Next evaluates a module twice. */
export function commonRuns(): RunStore {
  const holder: { [place]?: RunStore } & typeof globalThis = globalThis;
  holder[place] ??= memoryRuns();
  return holder[place];
}
