import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  type GeneratedImage,
  type ImageEvent,
  SeedreamError,
  TaskFailedError,
  type TaskHandle,
} from "@seedream-clients/core";
import { saveImage } from "@seedream-clients/core/node";
import type { GenerateBody, RunEvent, RunMessage } from "./messages.ts";
import type { Provider, StudioClient } from "./providers.ts";
import { Recorder } from "./recorder.ts";
import { reportOf } from "./report.ts";
import { toImageRequest } from "./request.ts";
import { isOver, type Store, type StoredRun } from "./store.ts";

/** Milliseconds that bodies still under way are waited for, once a run is over. */
const LAST_BODIES = 1000;

/** One request to a provider. It goes on to its end whether or not anyone is watching: what it makes is paid for. */
export class Run implements StoredRun {
  readonly id: string;
  readonly startedAt: number;
  readonly body: GenerateBody;
  readonly events: RunEvent[];
  task: TaskHandle | undefined;
  /** Images that could not be saved. */
  readonly unsaved = new Map<number, GeneratedImage>();
  readonly #store: Store;
  readonly #recorder = new Recorder();
  readonly #controller = new AbortController();
  #news = Promise.withResolvers<void>();
  #saving = Promise.resolve();
  #isSuspended = false;

  constructor(store: Store, { id, startedAt, body, events, task }: StoredRun) {
    this.#store = store;
    this.id = id;
    this.startedAt = startedAt;
    this.body = body;
    // Taken up again, a run is no longer over.
    this.events = events.filter(({ type }) => type !== "failed");
    this.task = task;
  }

  /** Sends the request, and keeps what comes of it. */
  async generate(provider: Provider): Promise<void> {
    const { id, name, title, live, catalogue } = provider;
    const { prompt, model = catalogue.default, size, count = 1 } = this.body.request;
    this.#add({
      type: "started",
      run: this.id,
      startedAt: this.startedAt,
      comparison: this.body.comparison,
      provider: { id, name, title, live },
      request: { prompt, model, count, ...(size && { size }) },
    });
    await this.#keep(this.#events(provider.connect(this.#recorder.fetch)));
  }

  /** Waits for a task that was submitted before. */
  async resume(provider: Provider, task: TaskHandle): Promise<void> {
    await this.#keep(this.#eventsOf(provider.connect(this.#recorder.fetch), task));
  }

  /** Ends the call to the provider. */
  cancel(): void {
    this.#controller.abort();
  }

  /** Ends the call because the studio stops; a task is then waited for again at the next start. */
  suspend(): void {
    this.#isSuspended = true;
    this.cancel();
  }

  /** Everything that happened, and then what happens until the end. */
  async *follow(): AsyncGenerator<RunEvent, void> {
    for (let next = 0; ; ) {
      const news = this.events.slice(next);
      yield* news;
      next += news.length;
      if (next < this.events.length) continue;
      if (isOver(this.events)) return;
      await this.#news.promise;
    }
  }

  #events(client: StudioClient): AsyncIterable<ImageEvent> {
    return client.stream(toImageRequest(this.body.request), { signal: this.#controller.signal });
  }

  async *#eventsOf(client: StudioClient, handle: TaskHandle): AsyncGenerator<ImageEvent> {
    const { signal } = this.#controller;
    const task = client.task?.(handle);
    if (!task) return;
    const result = await task.wait({ signal, onProgress: (event) => this.#take(event) });
    for (const outcome of result.images) {
      const { ok, index } = outcome;
      yield ok ? { type: "image", index, image: outcome.image } : { type: "image-failed", index, error: outcome.error };
    }
    yield { type: "completed", result };
  }

  async #keep(events: AsyncIterable<ImageEvent>): Promise<void> {
    let end: RunMessage | undefined;
    try {
      for await (const event of events) end = this.#take(event) ?? end;
    } catch (error) {
      if (SeedreamError.isInstance(error)) this.task = error.task ?? this.task;
      // What the provider says has failed is not worth another wait.
      const isResumable = this.task !== undefined && !TaskFailedError.isInstance(error);
      end = { type: "failed", error: reportOf(error), isResumable };
    }
    await this.#saving;
    const exchanges = await Promise.race([this.#recorder.exchanges(), wait(LAST_BODIES, undefined, { ref: false })]);
    if (exchanges) this.#store.saveExchanges(this.id, exchanges);
    if (end && !(this.#isSuspended && this.task)) this.#add(end);
  }

  /** @returns how the run ends, where the event says so: told once every image is saved. */
  #take(event: ImageEvent): RunMessage | undefined {
    switch (event.type) {
      case "progress": {
        const { status, expected, fraction, task } = event;
        this.task = task ?? this.task;
        this.#add({ type: "progress", status, expected, fraction });
        return undefined;
      }
      case "image":
        // One after the other, and never waited for while an answer is being read.
        this.#saving = this.#saving.then(() => this.#save(event.index, event.image));
        return undefined;
      case "image-failed":
        this.#add({ type: "image-failed", index: event.index, error: reportOf(event.error) });
        return undefined;
      case "completed": {
        const { model, usage, cost, warnings, requestId } = event.result;
        return { type: "completed", model, usage, cost, warnings, requestId };
      }
      default:
        return undefined;
    }
  }

  /** A cancelled run still saves what had arrived: it is paid for. */
  async #save(index: number, image: GeneratedImage): Promise<void> {
    const { width, height, mediaType, url: link } = image;
    const known = { type: "image", index, url: `/api/image/${this.id}.${index}`, width, height } as const;
    try {
      const saved = await saveImage(image, join(this.#store.imagesOf(this.id), String(index)), { overwrite: true });
      this.#add({ ...known, mediaType: saved.mediaType });
    } catch (error) {
      this.unsaved.set(index, image);
      this.#add({ ...known, mediaType, notSaved: reportOf(error).message, link });
    }
  }

  #add(message: RunMessage): void {
    this.events.push({ ...message, at: Date.now() - this.startedAt });
    this.#store.save(this);
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}
