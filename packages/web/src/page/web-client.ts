import {
  AbortedError,
  type CallOptions,
  type Clock,
  ConnectionError,
  type Fetch,
  type ImageEvent,
  type ImageRequest,
  type ImageResult,
  InvalidRequestError,
  type ModelCatalogue,
  type SeedreamClient,
  SeedreamError,
  type Validation,
} from "@seedream-clients/core";
import type { Amounts, Cancellation } from "../protocol.ts";
import { encode } from "./encode.ts";
import { follow, inDoubt, type Run, refusalBefore, unknownOutcome } from "./follow.ts";
import { type Arrived, fail, reviveEvent } from "./revive.ts";
import { newRunId } from "./run-id.ts";
import { connect, pathOf, type SendOptions } from "./server.ts";
import { pageClock } from "./time.ts";
import { webImage } from "./web-image.ts";

/** Options of {@link createWebClient}. */
export interface WebClientOptions {
  /** Where the handler of `createHandler()` is mounted: `"/api/seedream"`. */
  readonly url: string;
  /** Name of one of the handler's clients. Default: its first. */
  readonly client?: string | undefined;
  /** Value of `client.models`, for forms. Each client package exports it as `models`. Default: no models. */
  readonly models?: ModelCatalogue | undefined;
  /** Default: `globalThis.fetch`, looked up at each request. Wrap it to add headers for your own server. */
  readonly fetch?: Fetch | undefined;
  /** For tests. */
  readonly clock?: Pick<Clock, "after"> | undefined;
  /** For tests: returns 0 to 1, spreads the back-off. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** Options of a call. The server decides all other options of a client. */
export interface WebCallOptions extends Pick<CallOptions, "signal"> {
  /**
   * Limits in ms; a number is the total. `total`: the longest time to follow the run, by default as long as it takes.
   * `idle`: the longest time without contact to the server, by default 3 minutes. When one passes, the run goes on.
   */
  timeout?: CallOptions["timeout"];
  /**
   * Id of the run: 16 to 64 letters, digits, `_` or `-`. Keep it to follow the run after a reload. The same id starts
   * one run, however often it is sent. Default: random.
   */
  clientRequestId?: string | undefined;
  /** Whether the run goes on when the loop is left or the signal aborts. Default: `false`, it is cancelled. */
  keepRun?: boolean | undefined;
}

/** A client of the contract that runs in a page, without a key: its requests go to a handler on the page's server. */
export interface WebClient extends SeedreamClient<string, object, WebCallOptions> {
  /**
   * Follows a run from its first event. Leaving the loop leaves the run alone.
   *
   * @throws {SeedreamError} as `stream()` does.
   */
  resume(id: string, options?: Pick<WebCallOptions, "signal" | "timeout">): AsyncIterable<ImageEvent>;
  /**
   * Cancels a run, and returns the most that may still be billed, because providers bill work that has begun. Images
   * that had arrived stay.
   * If the request of the run has not arrived at the server, the run never starts there.
   *
   * @throws {OutcomeUnknownError} when the request does not arrive within 2 s, or another instance may have the run.
   */
  cancel(id: string): Promise<Amounts>;
}

/** Creates the client of a page. Sends nothing, and may also be called while a server renders a page. */
export function createWebClient({
  url,
  client,
  models = { default: "", servers: {}, models: [] },
  fetch,
  clock = pageClock,
  random = Math.random,
}: WebClientOptions): WebClient {
  const server = connect(url, fetch);

  /** @throws {ConnectionError} when the server cannot be asked. */
  async function ask(method: "POST" | "DELETE", path: string, init?: SendOptions) {
    try {
      return await (await server.send(method, path, init)).json();
    } catch (cause) {
      const error = refusalBefore(cause, init?.body ?? "", 400) ?? unreachable(cause);
      // Without a body the request is about a run, and a refusal proves nothing about that run.
      throw init ? error : inDoubt(error);
    }
  }

  async function cancel(id: string): Promise<Amounts> {
    const { cost }: Cancellation = await ask("DELETE", pathOf(id));
    return cost;
  }

  /** Turns the events of a run into events of the contract. */
  async function* events(prepare: () => Promise<Run>, options: WebCallOptions): AsyncGenerator<ImageEvent, void> {
    const { signal, timeout, keepRun } = options;
    const { total = Infinity, idle = 180_000 } = typeof timeout === "object" && timeout ? timeout : { total: timeout };
    if (!(total > 0 && idle > 0)) {
      throw new InvalidRequestError(`timeout is ${total} (idle: ${idle}); it must be above 0`);
    }
    const ended = new AbortController();
    const cancelTimer =
      total < Infinity &&
      clock.after(total, () => ended.abort(new DOMException(`${total} ms passed (timeout.total)`, "TimeoutError")));
    const arrived: Arrived = new Map();
    let sent: Run | undefined;
    let mayCancel = !keepRun;
    try {
      const run = await prepare();
      sent = run;
      const source = follow(run, server, {
        signal: AbortSignal.any([signal ?? ended.signal, ended.signal]),
        idle,
        clock,
        random,
      });
      for await (const event of source) {
        if (event.type === "completed") mayCancel = false;
        yield reviveEvent(event, arrived, (index, facts) =>
          webImage(facts, `${pathOf(run.id)}/images/${index}`, server),
        );
      }
    } catch (cause) {
      if (!signal?.aborted) mayCancel = false;
      const error = toError(cause, signal?.aborted, sent);
      throw Object.assign(error, { images: [...arrived.values()] });
    } finally {
      if (cancelTimer) cancelTimer();
      if (mayCancel && sent) cancel(sent.id).catch(() => {});
    }
  }

  function start(
    request: ImageRequest<string>,
    stream: boolean,
    options: WebCallOptions = {},
  ): AsyncGenerator<ImageEvent, void> {
    const prepare = async () => {
      options.signal?.throwIfAborted();
      const { clientRequestId: id = newRunId() } = options;
      const body = JSON.stringify({ id, client, stream, request: await encode(request) });
      // Offline, nothing can be sent, except to a server on this machine.
      if (navigator.onLine === false && !/\/\/(localhost|127)/.test(server.addressOf(""))) {
        throw unreachable("offline");
      }
      return { id, body };
    };
    return events(prepare, options);
  }

  return {
    provider: client ?? "web",
    models,
    stream: (request, options) => start(request, true, options),
    async generate(request, options): Promise<ImageResult> {
      for await (const event of start(request, false, options)) if (event.type === "completed") return event.result;
      // Events end with "completed", or with an error that is thrown.
      return fail();
    },
    async validate(request): Promise<Validation> {
      const body = JSON.stringify({ client, request: await encode(request) });
      return ask("POST", "validate", { body });
    },
    resume: (id, options) => events(async () => ({ id }), { ...options, keepRun: true }),
    cancel,
  };
}

function unreachable(cause: unknown): ConnectionError {
  return new ConnectionError(`The server cannot be reached: ${cause}`, { cause, retryable: true });
}

/** @param sent The run, once it was sent. */
function toError(cause: unknown, isAborted: boolean | undefined, sent?: Run): SeedreamError {
  if (isAborted) return new AbortedError("The call was aborted", { charged: sent ? "unknown" : "no", cause });
  if (SeedreamError.isInstance(cause)) return cause;
  if (!sent) return new InvalidRequestError(`The request cannot be read: ${cause}`, { cause });
  return unknownOutcome(`Run ${sent.id} may go on: ${cause}`, cause);
}
