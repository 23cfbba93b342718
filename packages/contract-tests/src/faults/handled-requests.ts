import type { ReceivedRequest, RequestLog } from "./fault-server.ts";
import type { Handler } from "./handler.ts";

/** Picks the handler of each request, and records the requests. */
export class HandledRequests implements RequestLog {
  readonly released: Promise<void>;
  readonly #handlers: readonly Handler[];
  readonly #requests: { readonly request: ReceivedRequest; readonly closed: Promise<void> }[] = [];
  #posts = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #release = () => {};

  constructor(handlers: readonly Handler[]) {
    this.#handlers = handlers;
    this.released = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  async requests(): Promise<readonly ReceivedRequest[]> {
    return this.#requests.map(({ request }) => request);
  }

  async posts(): Promise<number> {
    return this.#posts;
  }

  received(count = 1): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count, resolve });
      this.#notify();
    });
  }

  async closed(request = 0): Promise<void> {
    await this.received(request + 1);
    await this.#requests[request]?.closed;
  }

  async release(): Promise<void> {
    this.#release();
  }

  /** Counts a request whose body may still be on the way. */
  begin(method: string): void {
    if (method === "POST") this.#posts++;
  }

  /** Records a request; returns its handler. */
  next(request: ReceivedRequest, closed: Promise<void>): Handler {
    const handler = this.#handlers[this.#requests.length] ?? this.#handlers.at(-1);
    this.#requests.push({ request, closed });
    this.#notify();
    if (!handler) throw new Error("The server has no handler; call respondWith() first");
    return handler;
  }

  #notify(): void {
    const { length } = this.#requests;
    for (const { count, resolve } of this.#waiting) if (length >= count) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => length < count);
  }
}
