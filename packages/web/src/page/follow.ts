import {
  AuthenticationError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitError,
  SeedreamError,
} from "@seedream-clients/core";
import type { RunEvent, RunReading, WireEvent } from "../protocol.ts";
import { fail } from "./revive.ts";
import { pathOf, type Server, typeOf, Unanswered } from "./server.ts";
import { takeSlot } from "./slot.ts";
import type { Timers } from "./time.ts";

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
  readonly clock: Timers;
  readonly random: () => number;
}

/** Longest wait for the first byte of a stream, in ms. The handler sends it at once; a proxy may buffer it. */
const longestStart = 5_000;

/** Longest pause in a stream, in ms. The handler sends something every 10 s. */
const longestSilence = 25_000;

/** Pause between two polls, in ms. */
const pollInterval = 1_000;

/**
 * Starts or follows a run up to its last event, even if connections break. After a break it asks for the run by its id.
 * It repeats the request only if the store never had the run.
 *
 * @throws {SeedreamError} when the server refuses the request, or the outcome is unknown.
 */
export async function* follow(run: Run, server: Server, options: FollowOptions): AsyncGenerator<WireEvent, void> {
  const { signal, idle, clock, random } = options;
  const release = await takeSlot();
  const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve));
  /** State that outlasts a connection. */
  const state = { after: 0, isPolling: !release, silence: 0 };
  const wait: Wait = (work, longest) =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(longest, () => {
        state.silence += longest;
        resolve(undefined);
      });
      work.then(resolve, reject).finally(cancel);
    });
  /** Request to send on the next connection, if any. */
  let body = run.body;
  let isRepeat = false;
  let failures = 0;
  try {
    for (;;) {
      const sent = body;
      body = undefined;
      try {
        for await (const [id, event] of connection(run.id, sent, server, state, wait, options)) {
          failures = 0;
          // A repeated request gets all events again, including those that the page has.
          if (id <= state.after) continue;
          state.after = id;
          yield event;
          if (event.type === "completed" || event.type === "error") return;
        }
        failures = 0;
      } catch (cause) {
        signal.throwIfAborted();
        failures++;
        // The store says that it never had the run, so the request was lost on its way.
        if (!sent && !state.after && run.body && NotFoundError.isInstance(cause)) {
          body = run.body;
          isRepeat = true;
        } else {
          const refusal = refusalBefore(cause, sent);
          // A refused GET proves nothing about the run, unless it says that there is none. A refused repeat proves
          // nothing about the first request, which a proxy may still deliver.
          const isProof = sent ? !isRepeat : NotFoundError.isInstance(refusal);
          if (refusal) throw isProof ? refusal : inDoubt(refusal);
        }
        if (state.silence >= idle) {
          const message = `No contact to the server for ${idle / 1000} s; resume() run ${run.id} later`;
          throw unknownOutcome(message, cause);
        }
      }
      const backOff = failures && Math.min(500 * 2 ** failures, 10_000) * (0.5 + random() / 2);
      await wait(aborted, backOff || (state.isPolling ? pollInterval : 100));
      // A custom fetch may ignore the signal.
      signal.throwIfAborted();
    }
  } finally {
    release?.();
  }
}

type State = {
  readonly after: number;
  isPolling: boolean;
  /** Sum of vain waits since the last contact, in ms. Not from a clock, which goes on while a laptop sleeps. */
  silence: number;
};

/** Reads the events of one connection. It may end before the run does. */
async function* connection(
  id: string,
  body: string | undefined,
  server: Server,
  state: State,
  wait: Wait,
  { signal, idle }: FollowOptions,
): AsyncGenerator<RunEvent, void> {
  const ended = new AbortController();
  const known = `${pathOf(id)}?after=${state.after}`;
  const both = AbortSignal.any([signal, ended.signal]);
  try {
    const opening = server.send(body ? "POST" : "GET", body ? "runs" : known, {
      body,
      accept: state.isPolling ? undefined : "text/event-stream",
      signal: both,
    });
    let response: Response | null | undefined = await wait(opening, longestStart);
    while (!response) {
      if (state.silence >= idle) fail();
      // A large request may still be uploading, or a proxy may buffer the response. A poll of the run tells which.
      const probe = server.send("GET", known, { signal: both }).catch((cause: unknown) => {
        if (SeedreamError.isInstance(cause)) state.silence = 0;
        return null;
      });
      response = await wait(probe, longestStart);
      state.isPolling = !!response;
      response ??= await wait(opening, longestStart);
    }
    if (/json/.test(typeOf(response))) {
      const work: Promise<RunReading> = response.json();
      // JSON without events does not come from the handler, so it does not count as contact.
      yield* (await wait(work, longestSilence))?.events ?? fail();
      state.silence = 0;
    } else yield* eventsIn(response, state, wait);
  } finally {
    // Ends requests that are still open. A response that was read to its end is not affected.
    ended.abort();
  }
}

/** Awaits `work` for up to `longest` ms. Then returns `undefined`, and the time counts as silence. */
type Wait = <T>(work: Promise<T>, longest: number) => Promise<T | undefined>;

async function* eventsIn({ body }: Response, state: State, wait: Wait): AsyncGenerator<RunEvent, void> {
  const reader = (body ?? fail()).pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let longest = longestStart; ; longest = longestSilence) {
    const piece = await wait(reader.read(), longest);
    // The handler sends a byte at once, so a stream without any does not count as contact.
    if (!piece || (piece.done && longest === longestStart)) {
      state.isPolling = true;
      return fail();
    }
    if (piece.done) return;
    state.silence = 0;
    const blocks = (text + piece.value).split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/s.exec(block) ?? [];
      if (data) yield [Number(id), JSON.parse(data)];
    }
  }
}

/** Error classes by status, for refusals of proxies. Other statuses become `InvalidRequestError`. */
const refusals: Readonly<Record<number, typeof SeedreamError>> = {
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  429: RateLimitError,
};

/**
 * Returns the refusal of a request, by the handler or a proxy; `undefined` if the handler may have the request.
 *
 * @param body Absent if only the handler can refuse.
 * @param least Lowest status that counts. By default, a login page with status 200 leaves the outcome of a run unknown.
 */
export function refusalBefore(cause: unknown, body: string | undefined, least = 0): SeedreamError | undefined {
  if (SeedreamError.isInstance(cause)) return cause;
  if (!(cause instanceof Unanswered) || body === undefined) return undefined;
  const { status, message } = cause;
  if (status < least || status >= 500 || status === 408 || status === 499) return undefined;
  if (status < 400) return unknownOutcome(`${message}; check url and the user's login`, cause);
  const size = status === 413 ? `; a proxy accepts less than ${body.length} bytes` : "";
  return new (refusals[status] ?? InvalidRequestError)(message + size, { status, cause, retryable: status === 429 });
}

/** Marks a refusal as one that does not prove that nothing was made. */
export function inDoubt(refusal: SeedreamError): SeedreamError {
  return Object.assign(refusal, { charged: "unknown", retryable: false });
}

export function unknownOutcome(message: string, cause?: unknown): OutcomeUnknownError {
  return new OutcomeUnknownError(message, { cause, charged: "unknown" });
}
