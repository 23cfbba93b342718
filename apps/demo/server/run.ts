import { randomUUID } from "node:crypto";
import type { GeneratedImage, ImageEvent, ImageRequest } from "@seedream-clients/core";
import type { RunEvent, RunMessage, RunRecord } from "./messages.ts";
import type { Provider } from "./providers.ts";
import { reportOf } from "./report.ts";

/** One request to a provider. It goes on to its end whether or not anyone is watching: what it makes is paid for. */
export class Run implements RunRecord {
  readonly id = randomUUID();
  readonly events: RunEvent[] = [];
  readonly images = new Map<number, GeneratedImage>();
  readonly #startedAt = Date.now();
  readonly #controller = new AbortController();
  #news = Promise.withResolvers<void>();

  constructor(provider: Provider, request: ImageRequest) {
    const { id, title, live } = provider;
    const { prompt, model = provider.catalogue.default, size, count = 1 } = request;
    this.#add({
      type: "started",
      run: this.id,
      startedAt: this.#startedAt,
      provider: { id, title, live },
      request: { prompt, model, count, ...(size && { size }) },
    });
    void this.#finish(provider, request);
  }

  get isOver(): boolean {
    const last = this.events.at(-1)?.type;
    return last === "completed" || last === "failed";
  }

  /** Ends the call to the provider. */
  cancel(): void {
    this.#controller.abort();
  }

  /** Everything that happened, and then what happens until the end. */
  async *follow(): AsyncGenerator<RunEvent, void> {
    for (let next = 0; ; ) {
      const news = this.events.slice(next);
      yield* news;
      next += news.length;
      if (next < this.events.length) continue;
      if (this.isOver) return;
      await this.#news.promise;
    }
  }

  async #finish(provider: Provider, request: ImageRequest): Promise<void> {
    try {
      const { signal } = this.#controller;
      for await (const event of provider.client.stream(request, { signal })) this.#take(event);
    } catch (error) {
      this.#add({ type: "failed", error: reportOf(error) });
    }
  }

  #take(event: ImageEvent): void {
    if (event.type === "image") this.images.set(event.index, event.image);
    const message = messageOf(event, this.id);
    if (message) this.#add(message);
  }

  #add(message: RunMessage): void {
    this.events.push({ ...message, at: Date.now() - this.#startedAt });
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}

/** What the page is told of an event. */
function messageOf(event: ImageEvent, run: string): RunMessage | undefined {
  switch (event.type) {
    case "progress": {
      const { status, expected, fraction } = event;
      return { type: "progress", status, expected, fraction };
    }
    case "image": {
      const { width, height, mediaType } = event.image;
      return { type: "image", index: event.index, url: `/api/image/${run}.${event.index}`, width, height, mediaType };
    }
    case "image-failed":
      return { type: "image-failed", index: event.index, error: reportOf(event.error) };
    case "completed": {
      const { model, usage, cost, warnings, requestId } = event.result;
      return { type: "completed", model, usage, cost, warnings, requestId };
    }
    default:
      return undefined;
  }
}
