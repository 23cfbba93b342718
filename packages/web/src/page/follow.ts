import {
  AuthenticationError,
  type Clock,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitError,
  SeedreamError,
} from "@seedream-clients/core";
import type { RunEvent, RunReading, WireEvent } from "../protocol.ts";
import { type Server, Unanswered } from "./server.ts";
import { takeSlot } from "./slot.ts";
import { pause, within } from "./time.ts";

/** A run to start or to follow. */
export interface Run {
  readonly id: string;
  /** The request, as JSON; absent for a run that was started before. */
  readonly body?: string;
}

/** How to follow a run. */
export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Longest time without contact to the server, in ms. */
  readonly idle: number;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Longest wait for the first byte of a stream, in ms. The handler sends one at once; a proxy may keep it. */
const longestStart = 5_000;

/** Longest pause in a stream, in ms. The handler sends something every 10 s. */
const longestSilence = 25_000;

/** Pause between two polls, in ms. */
const pollInterval = 1_000;

/**
 * Starts or follows a run up to its last event, whatever happens to connections. The request is sent once; what comes
 * after a connection broke is asked for by the id of the run.
 *
 * @throws {SeedreamError} when the server refuses the request, or the outcome is unknown.
 */
export async function* follow(run: Run, server: Server, options: FollowOptions): AsyncGenerator<WireEvent, void> {
  const { signal, idle, clock, random } = options;
  const release = await takeSlot();
  /** What is known of the run. */
  const state = { after: 0, isPolling: !release, contact: clock.now() };
  let mustPost = run.body !== undefined;
  let isKnown = !mustPost;
  let failures = 0;
  try {
    for (;;) {
      const isPost = mustPost;
      try {
        for await (const [id, event] of connection(isPost ? run : { id: run.id }, server, state, options)) {
          isKnown = true;
          failures = 0;
          // A repeat of the stream begins before what the page has.
          if (id <= state.after) continue;
          state.after = id;
          yield event;
          if (event.type === "completed" || event.type === "error") return;
        }
        mustPost = false;
        failures = 0;
      } catch (cause) {
        signal.throwIfAborted();
        failures++;
        // The store says that it never had the run, so the request was lost on its way.
        const isLost = !isPost && !isKnown && NotFoundError.isInstance(cause);
        if (isPost && !SeedreamError.isInstance(cause)) throwRefusal(cause, run);
        else if (SeedreamError.isInstance(cause) && !isLost) throw isPost ? cause : unsettled(cause);
        mustPost = isLost;
        if (clock.now() - state.contact >= idle) {
          const message = `No contact to the server for ${idle / 1000} s; run ${run.id} may go on: resume() it later`;
          throw unknownOutcome(message, cause);
        }
      }
      const wait = state.isPolling ? pollInterval : 100;
      const backOff = Math.min(500 * 2 ** failures, 10_000) * (0.5 + random() / 2);
      await pause(failures ? backOff : wait, clock, signal);
      // A fetch of somebody's own may overlook the signal.
      signal.throwIfAborted();
    }
  } finally {
    release?.();
  }
}

type State = { readonly after: number; isPolling: boolean; contact: number };

/** Reads the events of one connection. It may end before the run does. */
async function* connection(
  { id, body }: Run,
  server: Server,
  state: State,
  { signal, clock }: FollowOptions,
): AsyncGenerator<RunEvent, void> {
  const ended = new AbortController();
  const known = `runs/${id}?after=${state.after}`;
  try {
    const opening = server.send(body ? "POST" : "GET", body ? "runs" : known, {
      body,
      accept: state.isPolling ? undefined : "text/event-stream",
      signal: AbortSignal.any([signal, ended.signal]),
    });
    let response: Response | undefined;
    while (!response) {
      response = await within(opening, longestStart, clock);
      if (response) break;
      // A large request may still be on its way, or a proxy keeps the response: the run says which.
      response = await server.send("GET", known, { signal }).catch(() => undefined);
      state.isPolling = response !== undefined;
    }
    state.contact = clock.now();
    if (/json/.test(response.headers.get("content-type") ?? "")) {
      const { events }: RunReading = await response.json();
      yield* events;
    } else yield* eventsIn(response, state, clock);
  } finally {
    // Whatever is left of it: nothing when the response was read to its end.
    ended.abort();
  }
}

async function* eventsIn({ body }: Response, state: State, clock: Clock): AsyncGenerator<RunEvent, void> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let text = "";
  for (let longest = longestStart; ; longest = longestSilence) {
    const piece = await within(reader.read(), longest, clock);
    if (!piece) {
      state.isPolling = true;
      throw new Error(`No data for ${longest / 1000} s`);
    }
    if (piece.done) return;
    state.contact = clock.now();
    const blocks = (text + piece.value).split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/s.exec(block) ?? [];
      if (data) yield [Number(id), JSON.parse(data)];
    }
  }
}

/** Classes for refusals of proxies. Others become `InvalidRequestError`. */
const refusals: Readonly<Record<number, typeof SeedreamError>> = {
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  429: RateLimitError,
};

/** Throws what something before the handler says of a request, unless the handler may have it all the same. */
function throwRefusal(cause: unknown, { body = "" }: Run): void {
  if (!(cause instanceof Unanswered)) return;
  const { status, message } = cause;
  if (status >= 500 || status === 408 || status === 499) return;
  if (status < 400) throw unknownOutcome(`${message}; check url, and whether the user is signed in`, cause);
  const size = status === 413 ? `; the request has ${body.length} bytes, more than a proxy accepts` : "";
  throw new (refusals[status] ?? InvalidRequestError)(message + size, { status, cause, retryable: status === 429 });
}

/** A refusal to tell of the run says nothing about the run. */
function unsettled(error: SeedreamError): SeedreamError {
  return NotFoundError.isInstance(error) ? error : Object.assign(error, { charged: "unknown" as const });
}

export function unknownOutcome(message: string, cause?: unknown): OutcomeUnknownError {
  return new OutcomeUnknownError(message, { cause, charged: "unknown" });
}

/** @throws {ConnectionError} where the browser knows that nothing can be sent. */
export function refuseOffline(): void {
  if (globalThis.navigator?.onLine === false) {
    throw new ConnectionError("The browser is offline, and nothing was sent; try again later", { retryable: true });
  }
}
