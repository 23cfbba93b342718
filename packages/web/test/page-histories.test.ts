import { createArk } from "@seedream-clients/ark";
import { apiKey, type Plan, Provider, plans } from "@seedream-clients/contract-tests/src/histories/provider.ts";
import { World } from "@seedream-clients/contract-tests/src/histories/world.ts";
import { type ImageEvent, SeedreamError } from "@seedream-clients/core";
import { type JobStore, memoryStore, openJobs } from "@seedream-clients/jobs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { jobRuns } from "../src/jobs.ts";
import { createWebClient } from "../src/page.ts";
import { createHandler, memoryRuns } from "../src/server.ts";
import { digestInThread } from "./digest.ts";

/** `HISTORIES=20000` for a long search, `SEED=…` to repeat one. */
const numRuns = Number(process.env.HISTORIES ?? 150);
const seed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

/** A fault in a request of the page. */
type Fault =
  | { readonly type: "none" }
  /** The request never reaches the server. */
  | { readonly type: "lost" }
  /** The request fails for the page, and a proxy delivers it later. */
  | { readonly type: "late"; readonly ms: number }
  /** The connection is cut after so many bytes of the response. */
  | { readonly type: "cut"; readonly bytes: number }
  /** A proxy responds, before the server or in its place. */
  | { readonly type: "proxy"; readonly status: number; readonly isServed: boolean }
  /** The session of the user has ended. */
  | { readonly type: "signedOut" };

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant({ type: "none" as const }),
  fc.constant({ type: "lost" as const }),
  fc.constant({ type: "signedOut" as const }),
  fc.record({ type: fc.constant("late" as const), ms: fc.constantFrom(100, 5_000, 60_000) }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant("cut" as const), bytes: fc.nat(1500) }) },
  fc.record({
    type: fc.constant("proxy" as const),
    status: fc.constantFrom(408, 429, 499, 500, 502, 503, 504),
    isServed: fc.boolean(),
  }),
);

/** How the page ends its run, `ms` after its start. */
interface Ending {
  readonly type: "abort" | "cancel";
  readonly ms: number;
}

const ending: fc.Arbitrary<Ending> = fc.record({
  type: fc.constantFrom("abort", "cancel"),
  ms: fc.constantFrom(0, 1, 50, 2_000, 70_000),
});

const histories = fc.record({
  plans,
  faults: fc.array(fault, { maxLength: 6 }),
  ending: fc.option(ending, { nil: undefined }),
  count: fc.constantFrom(1, 3),
  isStreaming: fc.boolean(),
});

interface History {
  readonly plans: readonly Plan[];
  readonly faults: readonly Fault[];
  readonly ending: Ending | undefined;
  readonly count: number;
  readonly isStreaming: boolean;
}

async function live({ plans, faults, ending, count, isStreaming }: History, isJobs: boolean) {
  const world = new World();
  const provider = new Provider(plans);
  const process = world.process("server");
  const { clock } = process;
  const client = createArk({ apiKey, clock, fetch: provider.fetch(process) });
  const authorize = (request: Request) =>
    request.headers.has("x-signed-out") ? { refused: "Sign in again" } : { user: "ann" };
  const settings = { authorize, clock, limits: { models: "any", count: 3, spending: "unlimited" } } as const;
  const clients = { ark: client };
  const jobs = isJobs ? await openJobs({ store: lasting(), clients, clock }) : undefined;
  jobs?.start();
  const store = jobs ? jobRuns({ jobs, clock, retryFor: 0 }) : memoryRuns({ clock });
  const handler = createHandler({ ...settings, clients, store });
  let requests = 0;

  /** Drops the signal, because a server notices only after the whole request that its client is gone. */
  const answer = async (input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> => {
    const next = faults[requests++] ?? { type: "none" };
    const request = (signedOut = false) => {
      const headers = new Headers(init?.headers);
      headers.set("sec-fetch-site", "same-origin");
      if (signedOut) headers.set("x-signed-out", "1");
      return new Request(String(input), { ...init, signal: null, headers });
    };
    if (next.type === "lost") throw new TypeError("fetch failed");
    if (next.type === "signedOut") return handler(request(true));
    if (next.type === "late") {
      clock.after(next.ms, () => void handler(request()).then((response) => response.body?.cancel()));
      throw new TypeError("fetch failed");
    }
    if (next.type === "proxy") {
      // A proxy that responds with 429 has not forwarded the request.
      if (next.isServed && next.status !== 429) await (await handler(request())).body?.cancel();
      return new Response("<html>", { status: next.status, headers: { "content-type": "text/html" } });
    }
    const response = await handler(request());
    return next.type === "cut" ? cut(response, next.bytes) : response;
  };

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { signal } = init ?? {};
    signal?.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const { body, status, headers } = await Promise.race([answer(input, init), aborted]);
    const piped = signal && body?.pipeThrough(new TransformStream(), { signal });
    return new Response(piped ?? body, { status, headers });
  };

  const page = createWebClient({ url: "http://app.test/seedream", fetch, clock, random: () => 0.5 });
  const aborting = new AbortController();
  const options = {
    clientRequestId: "run-aaaaaaaaaaaa",
    signal: aborting.signal,
    // A page that cancels by id goes on to follow the run.
    keepRun: ending?.type === "cancel",
  };
  const events: ImageEvent[] = [];
  let error: unknown;
  let isOver = false;
  const call = (async () => {
    if (isStreaming) for await (const event of page.stream({ prompt: "a", count }, options)) events.push(event);
    else events.push({ type: "completed", result: await page.generate({ prompt: "a", count }, options) });
  })();
  call
    .catch((cause: unknown) => {
      error = cause;
    })
    .finally(() => {
      isOver = true;
    });
  /** Result of the cancellation: the most that may be billed, or an error. */
  let cancelled: unknown;
  let hasCancelled = ending?.type !== "cancel";
  const end = async () => {
    if (ending?.type === "abort") return aborting.abort();
    cancelled = await page.cancel(options.clientRequestId).catch((cause: unknown) => cause);
    hasCancelled = true;
  };
  if (ending?.ms === 0) void end();
  else if (ending) clock.after(ending.ms, () => void end());
  await world.finish(() => isOver && hasCancelled);
  // Late requests arrive.
  await world.move(120_000);
  for (let turn = 0; turn < 100; turn++) if (!(await world.open(0))) await world.move(1_000);
  const reading = await store.read({ user: "ann", id: "run-aaaaaaaaaaaa" }, 0);
  return { provider, events, error, reading, cancelled };
}

/** Creates a journal in memory that claims to outlive its process. */
function lasting(): JobStore {
  const { isVolatile: _, ...store } = memoryStore();
  return store;
}

function cut(response: Response, bytes: number): Response {
  const reader = response.body?.getReader();
  let left = bytes;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || !value) return controller.close();
      if (left > 0) controller.enqueue(value.subarray(0, left));
      left -= value.length;
      if (left >= 0) return;
      controller.error(new TypeError("terminated"));
      await reader?.cancel();
    },
    cancel: () => reader?.cancel(),
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

beforeAll(digestInThread);

describe.each([
  { name: "in memory", isJobs: false },
  { name: "as jobs", isJobs: true },
])("random histories of a page's connections: runs $name", ({ isJobs }) => {
  it("pays once, and never reports a possible charge as free", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { provider, events, error, reading, cancelled } = await live(history, isJobs);
        const accepted = provider.submissions.filter(({ isAccepted }) => isAccepted);
        expect(accepted.length, "submissions").toBeLessThanOrEqual(1);
        if (SeedreamError.isInstance(cancelled)) expect(cancelled.charged, String(cancelled)).toBe("unknown");
        else if (cancelled && accepted.length > 0) expect(cancelled, "the most that is billed").not.toEqual({});
        if (history.ending?.ms === 0 && history.faults.length === 0) {
          expect(provider.submissions, "submissions of a run that was ended at once").toEqual([]);
        }
        const indices = events.flatMap((event) => (event.type === "image" ? [event.index] : []));
        expect(indices, "images that came twice").toEqual([...new Set(indices)]);
        const last = events.at(-1);
        if (error === undefined) {
          if (last?.type !== "completed") expect.fail("The call ended without a result");
          const end = reading?.events.at(-1)?.[1];
          if (end?.type !== "completed") expect.fail(`The run has no result: ${JSON.stringify(end)}`);
          expect(last.result.images.map(({ ok, index }) => [ok, index])).toEqual(
            end.result.images.map(({ ok, index }) => [ok, index]),
          );
          return;
        }
        if (!SeedreamError.isInstance(error)) throw error;
        if (accepted.length > 0) expect(error, String(error)).toMatchObject({ charged: "unknown" });
        if (accepted.length > 0) expect(error.retryable, String(error)).toBe(false);
      }),
      { numRuns, ...(seed !== undefined && { seed }), interruptAfterTimeLimit: numRuns > 1000 ? 540_000 : 20_000 },
    );
  }, 600_000);
});
