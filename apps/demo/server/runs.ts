import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { TaskHandle } from "@seedream-clients/core";
import type { GenerateBody, RunDetails, RunEvent, RunMessage, RunPage, RunRecord } from "./messages.ts";
import type { Provider } from "./providers.ts";
import { studioError } from "./report.ts";
import { Run } from "./run.ts";
import type { Query, Store, StoredRun } from "./store.ts";

/** Milliseconds that runs have to put away what they hold when the studio stops. */
const LAST_SAVES = 1500;

/** An image as the page gets it. */
export interface ImageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** The runs of this studio: those under way, and those kept. */
export class Runs {
  readonly #store: Store;
  readonly #providers: readonly Provider[];
  readonly #active = new Map<string, { readonly run: Run; readonly finished: Promise<void> }>();
  /** Those of this session with an image that could not be saved. */
  readonly #unsaved = new Map<string, Run>();

  constructor(store: Store, providers: readonly Provider[]) {
    this.#store = store;
    this.#providers = providers;
  }

  /** Takes up the tasks that ran when the studio stopped, and marks the other runs as broken off. */
  takeUp(): void {
    for (const stored of this.#store.unfinished()) {
      if (this.resume(stored.id)) continue;
      const at = Date.now() - stored.startedAt;
      this.#store.save({ ...stored, events: [...stored.events, { ...brokenOff, at }] });
    }
  }

  start(provider: Provider, body: GenerateBody): Run {
    const run = new Run(this.#store, {
      id: randomUUID(),
      startedAt: Date.now(),
      body,
      events: [],
      task: undefined,
    });
    this.#watch(run, run.generate(provider));
    return run;
  }

  /** Waits again for the task of a run that has one; `undefined` where there is nothing to wait for. */
  resume(id: string): Run | undefined {
    const stored = this.#store.find(id);
    const provider = this.#providers.find((known) => known.id === stored?.body.provider);
    const task = stored && taskOf(stored);
    if (!task || !provider || this.#active.has(id)) return undefined;
    const run = new Run(this.#store, stored);
    this.#watch(run, run.resume(provider, task));
    return run;
  }

  cancel(id: string): void {
    this.#active.get(id)?.run.cancel();
  }

  /** The events of a run, to its end; `undefined` where the run is not known. */
  follow(id: string): AsyncIterable<RunEvent> | Iterable<RunEvent> | undefined {
    return this.#active.get(id)?.run.follow() ?? this.#store.find(id)?.events;
  }

  list(query: Query): RunPage {
    const found = this.#store.list({ ...query, limit: query.limit + 1 });
    return { runs: found.slice(0, query.limit).map(toRecord), hasMore: found.length > query.limit };
  }

  details(id: string): RunDetails | undefined {
    const stored = this.#store.find(id);
    return stored && { body: stored.body, exchanges: this.#store.exchangesOf(id) };
  }

  /** @returns whether it could be: a run under way has to be cancelled first. */
  async remove(id: string): Promise<boolean> {
    if (this.#active.has(id)) return false;
    this.#unsaved.delete(id);
    await this.#store.remove(id);
    return true;
  }

  /** An image by the id in its address: from the folder, or from the provider where it could not be saved. */
  async image(id: string, signal: AbortSignal): Promise<ImageFile | undefined> {
    const [, run, index] = /^([0-9a-f-]{36})\.(\d+)$/.exec(id) ?? [];
    if (!run || !index) return undefined;
    const folder = this.#store.imagesOf(run);
    const names = await readdir(folder).catch(() => []);
    const name = names.find((file) => file.startsWith(`${index}.`));
    if (name) return { bytes: await readFile(join(folder, name)), mediaType: mediaTypeOf(name) };
    const image = this.#unsaved.get(run)?.unsaved.get(Number(index));
    return image && { bytes: await image.bytes({ signal }), mediaType: image.mediaType };
  }

  /** Ends what is under way, and puts away what it holds. */
  async close(): Promise<void> {
    const active = [...this.#active.values()];
    for (const { run } of active) run.suspend();
    await Promise.race([Promise.all(active.map(({ finished }) => finished)), wait(LAST_SAVES, null, { ref: false })]);
    this.#store.close();
  }

  #watch(run: Run, finished: Promise<void>): void {
    const done = finished.finally(() => {
      this.#active.delete(run.id);
      if (run.unsaved.size > 0) this.#unsaved.set(run.id, run);
    });
    this.#active.set(run.id, { run, finished: done });
  }
}

function toRecord({ id, events }: StoredRun): RunRecord {
  return { id, events };
}

/** What there is to wait for: nothing once the run has ended in a way that leaves nothing. */
function taskOf({ task, events }: StoredRun): TaskHandle | undefined {
  const last = events.at(-1);
  const isSettled = last?.type === "completed" || (last?.type === "failed" && !last.isResumable);
  return isSettled ? undefined : task;
}

function mediaTypeOf(name: string): string {
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return `image/${extension === "jpg" ? "jpeg" : extension}`;
}

const brokenOff: RunMessage = {
  type: "failed",
  isResumable: false,
  error: {
    ...studioError(
      "StudioStoppedError",
      "The studio stopped while this ran, and this provider has no task to wait for again",
    ),
    charged: "unknown",
  },
};
