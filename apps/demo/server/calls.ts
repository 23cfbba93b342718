import {
  type ImageEvent,
  type ImageResult,
  OutcomeUnknownError,
  SeedreamError,
  type TaskHandle,
} from "@seedream-clients/core";
import type { Offer, StudioClient } from "./providers.ts";
import { Recorder } from "./recorder.ts";
import type { Sidecar } from "./sidecar.ts";

/**
 * A refusal that jobs must not repeat: who presses a button waits for an answer, and decides about the next try. Jobs
 * keep what it says.
 */
class Refusal extends SeedreamError {
  static override readonly errorName: string = "Refusal";
  readonly #facts: object;

  constructor(cause: SeedreamError) {
    super(cause.message, { cause, charged: "no" });
    this.#facts = cause.toJSON();
  }

  override toJSON(): object {
    return this.#facts;
  }
}

/** The calls to providers that are under way: each is recorded, and can be ended by itself. */
export class Calls {
  readonly #sidecar: Sidecar;
  readonly #active = new Map<string, AbortController>();
  /** Tasks of a simulator that is no longer there, and those that were submitted in their place. */
  readonly #replaced = new Map<string, TaskHandle>();
  /** How far tasks are, as their provider says, by task id. */
  readonly fractions = new Map<string, number>();

  constructor(sidecar: Sidecar) {
    this.#sidecar = sidecar;
  }

  /** Ends a call by the id of its submission or its task. */
  end(id: string): void {
    this.#active.get(id)?.abort();
  }

  endAll(): void {
    for (const controller of this.#active.values()) controller.abort();
  }

  /** Submits a task anew that its simulator has forgotten, in place of the one that is waited for. */
  async replace(client: StudioClient, task: TaskHandle, request: Parameters<StudioClient["generate"]>[0]) {
    const handle = await client.submit?.(request);
    if (handle) this.#replaced.set(task.id, handle);
  }

  /** A client whose calls are recorded under their client request id or their task id. */
  clientOf(offer: Offer): StudioClient {
    const { provider, models, validate, task, submit } = offer.connect();
    const client: StudioClient = {
      provider,
      models,
      validate,
      generate: (request, options = {}) =>
        this.#call(offer, options.clientRequestId, options.signal, (own, signal) =>
          own.generate(request, { clientRequestId: options.clientRequestId, signal }),
        ),
      stream: (request, options = {}) =>
        this.#stream(offer, options.clientRequestId, options.signal, (own, signal) =>
          own.stream(request, { clientRequestId: options.clientRequestId, signal }),
        ),
    };
    if (!submit || !task) return client;
    return {
      ...client,
      submit: (request, { maxRetries: _, ...options } = {}) =>
        this.#call(offer, options.clientRequestId, options.signal, async (own, signal) => {
          if (!own.submit) throw new TypeError(`${provider} has no tasks`);
          const handle = await own.submit(request, { ...options, signal });
          // It was cancelled on its way, and went out again under its key: the task is there, and is not waited for.
          const isUnwanted = this.#sidecar.endOf(options.clientRequestId ?? "") === "cancelled";
          if (isUnwanted) this.#sidecar.setEnd(handle.id, "cancelled");
          return handle;
        }),
      task: (handle) => {
        const actual = this.#replaced.get(handle.id) ?? handle;
        const wait = (signal?: AbortSignal): Promise<ImageResult> =>
          this.#call(offer, handle.id, signal, async (own, ended) => {
            await this.#sidecar.untilWanted(handle.id, signal);
            if (!own.task) throw new TypeError(`${provider} has no tasks`);
            return own.task(actual).wait({
              signal: ended,
              onProgress: ({ fraction }) => this.fractions.set(handle.id, fraction),
            });
          });
        return {
          handle,
          get: (options) => offer.connect().task?.(actual).get(options) ?? Promise.reject(new TypeError("No tasks")),
          wait: async ({ signal } = {}) => {
            for (;;) {
              try {
                return await wait(signal);
              } catch (error) {
                // A person who cancels ends the wait, not the task: it can be waited for again.
                if (signal?.aborted || !this.#sidecar.endOf(handle.id)) throw error;
              }
            }
          },
        };
      },
    };
  }

  async #call<T>(
    offer: Offer,
    id: string | undefined,
    outer: AbortSignal | undefined,
    work: (client: StudioClient, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const call = this.#begin(offer, id, outer);
    try {
      return await work(call.client, call.signal);
    } catch (error) {
      throw finalError(error);
    } finally {
      await call.finish();
    }
  }

  async *#stream(
    offer: Offer,
    id: string | undefined,
    outer: AbortSignal | undefined,
    work: (client: StudioClient, signal: AbortSignal) => AsyncIterable<ImageEvent>,
  ): AsyncGenerator<ImageEvent, void> {
    const call = this.#begin(offer, id, outer);
    let last: ImageEvent | undefined;
    try {
      for await (const event of work(call.client, call.signal)) {
        if (event.type === "completed") last = event;
        else yield event;
      }
    } catch (error) {
      throw finalError(error);
    } finally {
      await call.finish();
    }
    // Jobs read no further than this event: all else is done by now.
    if (last) yield last;
  }

  #begin(offer: Offer, id: string = crypto.randomUUID(), outer: AbortSignal | undefined) {
    const controller = new AbortController();
    const recorder = new Recorder();
    this.#active.set(id, controller);
    return {
      client: offer.connect(recorder.fetch),
      signal: outer ? AbortSignal.any([outer, controller.signal]) : controller.signal,
      finish: async () => {
        if (this.#active.get(id) === controller) this.#active.delete(id);
        this.#sidecar.record(id, await recorder.exchanges());
      },
    };
  }
}

/** An error such that jobs do with it what a person at a page expects. */
function finalError(error: unknown): unknown {
  if (!SeedreamError.isInstance(error)) return error;
  if (error.charged === "no" && error.images.length === 0) return new Refusal(error);
  // An abort is repeated where that is free; what may be billed is for a person to decide.
  if (error.name !== "AbortedError") return error;
  const { message, provider, requestId, clientRequestId, images } = error;
  return new OutcomeUnknownError(message, {
    cause: error,
    charged: "unknown",
    provider,
    requestId,
    clientRequestId,
    images,
  });
}
