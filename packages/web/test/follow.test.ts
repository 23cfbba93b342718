import {
  AbortedError,
  type Clock,
  ConnectionError,
  type GeneratedImage,
  type ImageEvent,
  InvalidRequestError,
  OutcomeUnknownError,
  type SeedreamClient,
  SeedreamError,
} from "@seedream-clients/core";
import { expect, onTestFinished, test, vi } from "vitest";
import { createWebClient, type WebCallOptions, type WebClientOptions } from "../src/page.ts";
import type { NewRun } from "../src/run-store.ts";
import { createHandler, memoryRuns } from "../src/server.ts";
import { open } from "./servers.ts";
import { type VirtualClock, virtualClock } from "./virtual-clock.ts";

const url = "http://app.test/seedream";
const html = (status: number) =>
  new Response("<html><h1>nginx</h1></html>", { status, headers: { "content-type": "text/html" } });

/** Creates a server with one scripted response per request. A further request fails the test. */
function scripted(...answers: readonly (() => Response | Promise<Response>)[]) {
  const calls: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input));
    const answer = answers[calls.length];
    calls.push(`${init?.method} ${pathname.replace("/seedream/", "").replace(/^runs\/\w+/, "runs/…")}${search}`);
    if (!answer) throw new Error(`Not scripted: ${calls.at(-1)}`);
    return answer();
  };
  return { calls, fetch };
}

const lost = (): Response => {
  throw new TypeError("Failed to fetch");
};

const events = (...pieces: readonly string[]) =>
  new Response(pieces.join(""), { headers: { "content-type": "text/event-stream" } });

const image = (id: number, index: number) =>
  `id: ${id}\ndata: {"type":"image","index":${index},"image":{"mediaType":"image/png"}}\n\n`;

const completed = (id: number) =>
  `id: ${id}\ndata: ${JSON.stringify({ type: "completed", result: { createdAt: "2026-11-26T00:00:00Z", images: [{ ok: true, index: 0, image: { mediaType: "image/png" } }] } })}\n\n`;

/** Starts a run, and collects its events and its error. */
function run(options: Partial<WebClientOptions>, call: WebCallOptions = {}) {
  const clock = virtualClock();
  const client = createWebClient({ url, clock, random: () => 1, ...options });
  const seen: ImageEvent[] = [];
  const outcome = (async (): Promise<unknown> => {
    for await (const event of client.stream({ prompt: "A lighthouse" }, call)) seen.push(event);
    return undefined;
  })().catch((error: unknown) => error);
  return { clock, seen, outcome };
}

/** Advances the clock until a run has ended. */
async function settled<T>({
  clock,
  outcome,
}: {
  readonly clock: VirtualClock;
  readonly outcome: Promise<T>;
}): Promise<T> {
  let isOver = false;
  outcome.finally(() => {
    isOver = true;
  });
  for (let step = 0; step < 200 && !isOver; step++) await clock.advance(5_000);
  return outcome;
}

test("asks for the events after the last one that it has", async () => {
  const { calls, fetch } = scripted(
    () => events(":\n\n", image(1, 0), image(2, 1)),
    () => events(image(3, 2)),
    () => events(completed(4)),
  );
  const following = run({ fetch });
  expect(await settled(following)).toBeUndefined();
  expect(following.seen.map(({ type }) => type)).toEqual(["image", "image", "image", "completed"]);
  expect(calls).toEqual(["POST runs", "GET runs/…?after=2", "GET runs/…?after=3"]);
});

test("ignores events that a repeated stream brings again, and incomplete events", async () => {
  const whole = image(1, 0) + completed(2);
  const cut = whole.length - 30;
  const { fetch } = scripted(
    () => events(whole.slice(0, cut)),
    () => events(whole),
  );
  const following = run({ fetch });
  expect(await settled(following)).toBeUndefined();
  expect(following.seen.map(({ type }) => type)).toEqual(["image", "completed"]);
});

test.each([500, 502, 503, 504, 408, 499])(
  "follows a run when a proxy responds to its POST with HTTP %i in HTML",
  async (status) => {
    const { calls, fetch } = scripted(
      () => html(status),
      () => html(status),
      () => events(image(1, 0), completed(2)),
    );
    const following = run({ fetch });
    expect(await settled(following)).toBeUndefined();
    expect(calls).toEqual(["POST runs", "GET runs/…?after=0", "GET runs/…?after=0"]);
  },
);

test.each([
  [413, "InvalidRequestError", /HTTP 413.+a proxy accepts less than \d+ bytes/],
  [400, "InvalidRequestError", /HTTP 400 \(text\/html\)/],
  [401, "AuthenticationError", /HTTP 401/],
  [403, "PermissionDeniedError", /HTTP 403/],
  [404, "NotFoundError", /HTTP 404/],
  [429, "RateLimitError", /HTTP 429/],
])("throws a clear error for HTTP %i in HTML", async (status, name, message) => {
  const { calls, fetch } = scripted(() => html(status));
  const error = await settled(run({ fetch }));
  expect(error).toMatchObject({ name, message: expect.stringMatching(message), status, charged: "no" });
  expect(calls).toHaveLength(1);
});

test("does not treat a login page as a run", async () => {
  const { fetch } = scripted(() => html(200));
  const error = await settled(run({ fetch }));
  expect(error).toMatchObject({
    name: "OutcomeUnknownError",
    message: expect.stringContaining("the user's login"),
    charged: "unknown",
  });
});

test("retries while the server cannot be reached, and does not fail the run", async () => {
  const { calls, fetch } = scripted(
    () => events(image(1, 0)),
    ...Array.from({ length: 8 }, () => lost),
    () => html(404),
    () => html(200),
    () => events(completed(2)),
  );
  const following = run({ fetch });
  expect(await settled(following)).toBeUndefined();
  expect(calls).toHaveLength(12);
});

test("gives up after 3 minutes without contact, with the images that had arrived", async () => {
  let calls = 0;
  const fetch = async () => {
    calls++;
    if (calls === 1) return events(image(1, 0));
    throw new TypeError("Failed to fetch");
  };
  const following = run({ fetch });
  const start = following.clock.now();
  const error = await settled(following);
  expect(OutcomeUnknownError.isInstance(error) && error).toMatchObject({
    charged: "unknown",
    images: [{ mediaType: "image/png" }],
  });
  expect(String(error)).toContain("No contact to the server for 180 s");
  expect(following.clock.now() - start).toBeGreaterThanOrEqual(180_000);
  expect(following.clock.now() - start).toBeLessThan(200_000);
  expect(calls).toBeGreaterThan(15);
  expect(calls).toBeLessThan(40);
});

test("retries with growing pauses if streams end without a byte", async () => {
  let calls = 0;
  const following = run({
    fetch: async () => {
      calls++;
      return events();
    },
  });
  await settled(following);
  expect(calls).toBeGreaterThan(15);
  expect(calls).toBeLessThan(40);
});

test.each([Number.NaN, 0, -5, "abc", null, { total: Number.NaN }, { idle: Number.NaN }, { idle: 0 }, { idle: null }])(
  "refuses %j as a time-out before it sends anything",
  async (timeout) => {
    const { calls, fetch } = scripted();
    const error = await settled(run({ fetch }, { timeout } as WebCallOptions));
    expect(error).toMatchObject({ name: "InvalidRequestError", charged: "no" });
    expect(String(error)).toContain("must be above 0");
    expect(calls).toEqual([]);
  },
);

test.each([
  [413, "InvalidRequestError"],
  [401, "AuthenticationError"],
  [403, "PermissionDeniedError"],
  [404, "NotFoundError"],
])("throws a clear error if a proxy refuses a check or a cancellation with HTTP %i in HTML", async (status, name) => {
  const client = createWebClient({ url, fetch: async () => html(status) });
  const refusal = { name, status, retryable: false };
  await expect(client.validate({ prompt: "A" })).rejects.toMatchObject({ ...refusal, charged: "no" });
  await expect(client.cancel("0123456789abcdef")).rejects.toMatchObject({ ...refusal, charged: "unknown" });
});

test.each([200, 502])(
  "says that nothing was billed when the response to a check is HTML with HTTP %i",
  async (status) => {
    const client = createWebClient({ url, fetch: async () => html(status) });
    await expect(client.validate({ prompt: "A" })).rejects.toMatchObject({ name: "ConnectionError", charged: "no" });
  },
);

test("sends nothing when the browser is offline", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  onTestFinished(() => void vi.unstubAllGlobals());
  const { calls, fetch } = scripted();
  const error = await settled(run({ fetch }));
  expect(error).toMatchObject({ name: "ConnectionError", charged: "no", retryable: true });
  expect(calls).toEqual([]);
});

test("sends to a server on this machine even when the browser is offline", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  onTestFinished(() => void vi.unstubAllGlobals());
  for (const url of ["http://127.0.0.1:4280/seedream", "http://localhost/seedream"]) {
    const { calls, fetch } = scripted(() => events(completed(1)));
    expect(await settled(run({ url, fetch }))).toBeUndefined();
    expect(calls).toEqual(["POST runs"]);
  }
  expect(await settled(run({ url: "http://app.test/localhost", fetch: scripted().fetch }))).toBeInstanceOf(
    ConnectionError,
  );
});

test("cancels the run when the signal aborts, and leaves it alone with keepRun", async () => {
  for (const [keepRun, expected] of [
    [false, ["POST runs", "DELETE runs/…"]],
    [true, ["POST runs"]],
  ] as const) {
    const aborting = new AbortController();
    const { calls, fetch } = scripted(
      () =>
        new Response(
          new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(image(1, 0))) }),
          { headers: { "content-type": "text/event-stream" } },
        ),
      () => Response.json({ cost: { images: 1 } }),
    );
    // Like fetch, rejects requests after an abort.
    const following = run(
      {
        fetch: async (input, init) => (init?.signal?.aborted ? Promise.reject(init.signal.reason) : fetch(input, init)),
      },
      { signal: aborting.signal, keepRun },
    );
    await following.clock.advance(10);
    aborting.abort();
    const error = await settled(following);
    expect(AbortedError.isInstance(error) && error).toMatchObject({
      charged: "unknown",
      images: [{ mediaType: "image/png" }],
    });
    expect(calls).toEqual(expected);
  }
});

test("reports no charge for a run that was aborted before it was sent", async () => {
  const { calls, fetch } = scripted();
  const error = await settled(run({ fetch }, { signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ name: "AbortedError", charged: "no" });
  expect(calls).toEqual([]);
});

test("reports a possible charge when a request about a run is refused", async () => {
  const refused = { error: { name: "AuthenticationError", message: "Signed out", charged: "no", retryable: false } };
  const says = (status: number) => () => Response.json(refused, { status });
  const ends = (server: ReturnType<typeof scripted>) => createWebClient({ url, fetch: server.fetch });
  for (const answer of [says(401), () => html(413), lost]) {
    const error = await ends(scripted(answer))
      .cancel("0123456789abcdef")
      .catch((cause: unknown) => cause);
    expect(SeedreamError.isInstance(error) && error.charged).toBe("unknown");
  }
  const resume = (server: ReturnType<typeof scripted>, signal?: AbortSignal) =>
    ends(server).resume("0123456789abcdef", { signal })[Symbol.asyncIterator]().next();
  await expect(resume(scripted(says(401)))).rejects.toMatchObject({ charged: "unknown" });
  const aborted = resume(scripted(), AbortSignal.abort());
  await expect(aborted).rejects.toMatchObject({ name: "AbortedError", charged: "unknown" });
});

test("reports a possible charge if the error of a run has no charged", async () => {
  const data = JSON.stringify({ type: "error", error: { name: "ServerError", message: "Odd" } });
  const error = await settled(run({ fetch: scripted(() => events(`id: 1\ndata: ${data}\n\n`)).fetch }));
  expect(error).toMatchObject({ name: "ServerError", charged: "unknown" });
});

test("leaves the run going when timeout.total passes", async () => {
  const fetch = async () => events(":\n\n");
  const error = await settled(run({ fetch }, { timeout: 30_000 }));
  expect(error).toMatchObject({
    name: "OutcomeUnknownError",
    charged: "unknown",
    message: expect.stringContaining("timeout.total"),
  });
});

test("throws the base class for an error of an unknown class", async () => {
  const data = JSON.stringify({ type: "error", error: { name: "QuantumError", message: "Odd", charged: "unknown" } });
  const { fetch } = scripted(() => events(`id: 1\ndata: ${data}\n\n`));
  const error = await settled(run({ fetch }));
  expect(SeedreamError.isInstance(error) && error).toMatchObject({ message: "Odd", charged: "unknown" });
});

test("waits while a large request is uploading", async () => {
  const clock = virtualClock();
  const { calls, fetch } = scripted(
    () => new Promise((resolve) => void clock.after(18_000, () => resolve(events(image(1, 0), completed(2))))),
    () => Response.json({ error: { name: "OutcomeUnknownError", message: "Not known" } }, { status: 404 }),
    () => Response.json({ error: { name: "OutcomeUnknownError", message: "Not known" } }, { status: 404 }),
    () => Response.json({ error: { name: "OutcomeUnknownError", message: "Not known" } }, { status: 404 }),
  );
  const following = { ...run({ fetch, clock }), clock };
  expect(await settled(following)).toBeUndefined();
  expect(calls[0]).toBe("POST runs");
  expect(calls.slice(1)).toEqual(Array(3).fill("GET runs/…?after=0"));
});

/** Returns a run of one image. */
function oneImage(facts: Pick<NewRun, "user" | "id" | "client" | "spending">): NewRun {
  const run = { clientName: "ark", request: { prompt: "A" }, isStreaming: true, digest: "d", price: { images: 1 } };
  return { ...run, ...facts };
}

/** Creates a client whose run ends when the test calls `end`. */
function slowClient(): { readonly client: SeedreamClient; readonly end: () => void } {
  const fail = () => {
    throw new InvalidRequestError("Not used");
  };
  const made: GeneratedImage = {
    url: undefined,
    width: 1,
    height: 1,
    mediaType: "image/png",
    expiresAt: undefined,
    bytes: fail,
    blob: fail,
    stream: fail,
    toJSON: () => ({}),
  };
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const client: SeedreamClient = {
    provider: "ark",
    models: { default: "m", servers: {}, models: [] },
    validate: async () => ({
      issues: [],
      warnings: [],
      model: "m",
      size: undefined,
      body: {},
      count: 1,
      cost: undefined,
    }),
    generate: fail,
    async *stream() {
      yield { type: "image", index: 0, image: made };
      await ended;
      throw new InvalidRequestError("Refused", { charged: "no" });
    },
  };
  return { client, end };
}

test("keeps an idle stream alive with comments, and changes neither ids nor events", async () => {
  const clock = virtualClock();
  const { client, end } = slowClient();
  const handler = createHandler({ ...open, client, store: memoryRuns({ clock }), clock });
  const body = JSON.stringify({ id: "0123456789abcdef", request: { prompt: "A lighthouse" } });
  const headers = { "content-type": "application/json", accept: "text/event-stream" };
  const response = await handler(new Request(`${url}/runs`, { method: "POST", headers, body }));
  const text = response.text();
  await clock.advance(65_000);
  end();
  await clock.advance(1_000);
  const blocks = (await text).split("\n\n").filter(Boolean);
  expect(blocks.map((block) => block.split("\n")[0])).toEqual([":", "id: 1", ...Array(6).fill(":"), "id: 2"]);
});

test("keeps a run that is under way, and forgets an old run and its price", async () => {
  const clock = virtualClock();
  const store = memoryRuns({ clock, keepFor: 3_600_000 });
  const ending = slowClient();
  const lasting = slowClient();
  const spending = { user: { images: 2 }, all: { images: 2 }, period: 7_200_000 };
  const start = (id: string, client: SeedreamClient) => store.start(oneImage({ user: "ann", id, client, spending }));
  expect((await start("a", ending.client)).type).toBe("started");
  expect((await start("b", lasting.client)).type).toBe("started");
  expect((await start("c", lasting.client)).type).toBe("refused");
  ending.end();
  await clock.advance(7_300_000);
  expect((await start("c", lasting.client)).type).toBe("started");
  expect(await store.read({ user: "ann", id: "a" }, 0)).toBeUndefined();
  expect((await store.read({ user: "ann", id: "b" }, 0))?.isOver).toBe(false);
});

test("keeps a run while a handler with a longer period has to count it", async () => {
  const clock = virtualClock();
  const store = memoryRuns({ clock });
  const day = 24 * 3_600_000;
  const { client, end } = slowClient();
  const start = (user: string, id: string, period: number) => {
    const spending = { user: { images: 1 }, all: { images: 9 }, period };
    return store.start(oneImage({ user, id, client, spending }));
  };
  expect((await start("ann", "a", 7 * day)).type).toBe("started");
  // Its image came, so it is paid for.
  end();
  await clock.advance(2 * day);
  expect((await start("bob", "b", day)).type).toBe("started");
  expect((await start("ann", "c", 7 * day)).type).toBe("refused");
});

test("follows a run when a gateway responds to its POST with its own error in JSON", async () => {
  const { calls, fetch } = scripted(
    () => Response.json({ error: { code: "504", message: "The deployment took too long" } }, { status: 504 }),
    () => events(image(1, 0), completed(2)),
  );
  expect(await settled(run({ fetch }))).toBeUndefined();
  expect(calls).toEqual(["POST runs", "GET runs/…?after=0"]);
});

test("goes on after the laptop has slept for an hour", async () => {
  const clock = virtualClock();
  let slept = 0;
  const { calls, fetch } = scripted(
    () => events(image(1, 0)),
    () => {
      slept = 3_600_000;
      return lost();
    },
    () => events(completed(2)),
  );
  const asleep: Clock = { ...clock, now: () => clock.now() + slept };
  const following = run({ fetch, clock: asleep });
  expect(await settled({ ...following, clock })).toBeUndefined();
  expect(calls).toEqual(["POST runs", "GET runs/…?after=1", "GET runs/…?after=1"]);
});

test.each([
  ["never answer", () => new Promise<Response>(() => {})],
  [
    "stall in the middle of JSON",
    async () => new Response(new ReadableStream(), { headers: { "content-type": "application/json" } }),
  ],
  ["answer with JSON of something else", async () => Response.json({ ok: true })],
  ["end without a byte", async () => events()],
])("gives up after 3 minutes on a server whose connections %s", async (_, fetch) => {
  const following = run({ fetch });
  const start = following.clock.now();
  const error = await settled(following);
  expect(OutcomeUnknownError.isInstance(error) && error).toMatchObject({ charged: "unknown" });
  expect(String(error)).toContain("No contact to the server for 180 s");
  expect(following.clock.now() - start).toBeLessThan(260_000);
});

test("sends an id from a hostile link to no other path of the server", async () => {
  const paths: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    paths.push(new URL(String(input)).pathname);
    return Response.json({ cost: {} });
  };
  const client = createWebClient({ url, fetch });
  await client.cancel("../../account");
  await client.cancel("x?y#z");
  await client.cancel("..");
  await client.cancel(".");
  expect(paths).toEqual([
    "/seedream/runs/..%2F..%2Faccount",
    "/seedream/runs/x%3Fy%23z",
    "/seedream/runs/'..'",
    "/seedream/runs/'.'",
  ]);
});

test("follows a run without an end when timeout is Infinity", async () => {
  const fetch: typeof globalThis.fetch = async (_, init) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    init?.signal?.throwIfAborted();
    return events(image(1, 0), completed(2));
  };
  const client = createWebClient({ url, fetch });
  const result = await client.generate({ prompt: "A lighthouse" }, { timeout: Number.POSITIVE_INFINITY });
  expect(result.images).toHaveLength(1);
});

test("stops reading a run as soon as its page is gone", async () => {
  const clock = virtualClock();
  const store = memoryRuns({ clock });
  let reads = 0;
  const counting: typeof store = {
    ...store,
    read(key, after) {
      reads++;
      return store.read(key, after);
    },
  };
  const handler = createHandler({ ...open, client: slowClient().client, store: counting, clock });
  const body = JSON.stringify({ id: "0123456789abcdef", request: { prompt: "A lighthouse" } });
  const headers = { "content-type": "application/json", accept: "text/event-stream" };
  const response = await handler(new Request(`${url}/runs`, { method: "POST", headers, body }));
  const reader = response.body?.getReader();
  // Reads ahead, as a connection does.
  for (let piece = 0; piece < 3; piece++) reader?.read();
  await clock.advance(500);
  reader?.cancel();
  await clock.advance(200);
  const before = reads;
  await clock.advance(5_000);
  expect(reads).toBe(before);
});
