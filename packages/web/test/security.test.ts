import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import type { SeedreamClient } from "@seedream-clients/core";
import { FetchedImage, systemClock } from "@seedream-clients/core/client";
import { expect, test } from "vitest";
import { createWebClient } from "../src/page.ts";
import { createHandler, type Handler, type HandlerOptions, type HandlerSettings, memoryRuns } from "../src/server.ts";
import { arkOf, fetchOf, handlerOf, key, listen, open, openSimulator, submissionsOf } from "./servers.ts";

const app = "https://app.test";
const id = "0123456789abcdef";
const body = JSON.stringify({ id, request: { prompt: "A lighthouse" } });

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
}

/** Sends a request as a page does, and reads the whole response. */
async function send(handler: Handler, { method = "POST", path = "runs", headers = {}, body: sent = body }: Sent = {}) {
  const response = await handler(
    new Request(`${app}/api/seedream/${path}`, {
      method,
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers },
      ...(method === "POST" && { body: sent }),
    }),
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, error: textOf(text) };
}

function textOf(text: string): { readonly name?: string; readonly message?: string; readonly charged?: string } {
  try {
    return JSON.parse(text).error ?? {};
  } catch {
    return {};
  }
}

/** Polls until a run is over, and returns its events. */
async function untilOver(handler: Handler, of = id, headers = {}): Promise<string> {
  for (;;) {
    const { text } = await send(handler, { method: "GET", path: `runs/${of}`, headers });
    if (JSON.parse(text).isOver) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const withRequest = (request: object, more: object = {}) =>
  JSON.stringify({ id, ...more, request: { prompt: "A lighthouse", ...request } });

/** A client that must not be called. */
const untouched = new Proxy({} as SeedreamClient, {
  get(_, name) {
    if (name === "provider") return "ark";
    throw new Error(`The client was asked for ${String(name)}`);
  },
});

test.each([
  ["authorize", { client: untouched, limits: open.limits }],
  ["limits.models", { client: untouched, authorize: open.authorize }],
  ["limits.spending", { client: untouched, authorize: open.authorize, limits: { models: "any" } }],
  [
    "limits.spending.all",
    { client: untouched, authorize: open.authorize, limits: { models: "any", spending: { user: { CNY: 1 } } } },
  ],
  ["client", open],
])("serves nothing without %s", (option, options) => {
  expect(() => createHandler(options as HandlerOptions)).toThrow(`${option} is missing`);
});

test.each([
  ["limits.count", { count: Number.NaN }],
  ["limits.references.count", { references: { count: Number.NaN, bytes: 100 } }],
  ["limits.references.bytes", { references: { count: 1, bytes: Number.NaN } }],
  ["limits.spending.period", { spending: { user: { CNY: 5 }, all: { CNY: 5 }, period: Number.NaN } }],
])("refuses NaN for %s, which would limit nothing", (option, limits) => {
  const options = { ...open, client: untouched, limits: { ...open.limits, ...limits } };
  expect(() => createHandler(options)).toThrow(`${option} is NaN; it must be a number of at least 0`);
});

test.each([
  ["limits.models", { limits: { models: "seedream-4.5" } }, 'a list, or "any"'],
  ["limits.sizes", { limits: { sizes: "2K" } }, 'a list, or "any"'],
  ["limits.native", { limits: { native: "tools" } }, "a list"],
  ["origins", { origins: "https://app.example" }, "a list"],
  ["limits.count", { limits: { count: "3" } }, "a number of at least 0"],
  ["limits.references.links", { limits: { references: { count: 1, bytes: 100, links: "false" } } }, "true or false"],
  [
    "limits.spending.user.CNY",
    { limits: { spending: { user: { CNY: "5" }, all: { CNY: 5 } } } },
    "a number of at least 0",
  ],
])("refuses a string for %s, because it would match in part or compare wrongly", (option, given, rule) => {
  const { limits, ...others }: { readonly limits?: object; readonly origins?: unknown } = given;
  const options: object = { ...open, client: untouched, limits: { ...open.limits, ...limits }, ...others };
  expect(() => createHandler(options as HandlerOptions)).toThrow(new RegExp(`^${option} is ".+"; it must be ${rule}`));
});

test.each([
  undefined,
  null,
  {},
  "ann",
  { user: "" },
  { user: 7 },
  { refused: "Sign in" },
  { user: undefined, refused: "Sign in" },
  { user: "ann", refused: "Banned" },
  { user: "ann", refused: true },
])("refuses every path if authorize() returns %j", async (answer) => {
  const authorize = (() => answer) as HandlerSettings["authorize"];
  const handler = createHandler({ ...open, authorize, client: untouched, store: memoryRuns() });
  for (const sent of [
    {},
    { path: "validate" },
    { method: "GET", path: `runs/${id}` },
    { method: "DELETE", path: `runs/${id}` },
    { method: "GET", path: `runs/${id}/images/0` },
  ]) {
    expect(await send(handler, sent)).toMatchObject({
      status: 401,
      error: { name: "AuthenticationError", charged: "no" },
    });
  }
});

test("shows, cancels and serves only a user's own runs", async () => {
  const simulator = await openSimulator();
  const authorize = (request: Request) => ({ user: request.headers.get("x-user") ?? "" });
  const handler = handlerOf(simulator, { authorize });
  const ann = { "x-user": "ann" };
  await send(handler, { headers: ann });
  await untilOver(handler, id, ann);
  for (const sent of [
    { method: "GET", path: `runs/${id}` },
    { method: "DELETE", path: `runs/${id}` },
    { method: "GET", path: `runs/${id}/images/0` },
  ]) {
    expect(await send(handler, { ...sent, headers: { "x-user": "eve" } })).toMatchObject({ status: 404 });
  }
  expect((await send(handler, { method: "GET", path: `runs/${id}/images/0`, headers: ann })).status).toBe(200);
});

test("keeps users apart even if their names and ids are the same when joined", async () => {
  const simulator = await openSimulator();
  const authorize = (request: Request) => ({ user: request.headers.get("x-user") ?? "" });
  const handler = handlerOf(simulator, { authorize });
  await send(handler, { headers: { "x-user": `${id} ann` } });
  expect(await send(handler, { method: "GET", path: `runs/${id}`, headers: { "x-user": "ann" } })).toMatchObject({
    status: 404,
  });
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["a subdomain", { "sec-fetch-site": "same-site" }],
  ["nowhere, for a POST", { "sec-fetch-site": "none" }],
  ["another origin, in a browser without Sec-Fetch-Site", { "sec-fetch-site": "", origin: "https://evil.test" }],
  ["a page that hides its origin", { "sec-fetch-site": "", origin: "null" }],
])("refuses requests from %s", async (_, headers) => {
  const handler = createHandler({ ...open, client: untouched, store: memoryRuns() });
  expect(await send(handler, { headers })).toMatchObject({ status: 403, error: { name: "PermissionDeniedError" } });
});

test("names the missing setting behind a proxy that changes Host", async () => {
  const headers = { "sec-fetch-site": "", origin: "https://shop.test" };
  const refusing = createHandler({ ...open, client: untouched, store: memoryRuns() });
  expect((await send(refusing, { headers })).error.message).toContain('set origins: ["https://shop.test"]');
  const handler = handlerOf(await openSimulator(), { origins: ["https://shop.test"] });
  expect(await send(handler, { headers })).toMatchObject({ status: 200 });
});

test("refuses a page that hides its origin, and suggests no setting for it", async () => {
  const headers = { "sec-fetch-site": "", origin: "null" };
  for (const origins of [undefined, ["null"]]) {
    const handler = createHandler({ ...open, client: untouched, store: memoryRuns(), origins });
    const { status, error } = await send(handler, { headers });
    expect({ status, message: error.message }).toMatchObject({ status: 403 });
    expect(error.message).not.toContain("set origins");
  }
});

test("accepts Sec-Fetch-Site: same-origin even if a proxy has changed Host", async () => {
  const handler = handlerOf(await openSimulator());
  expect(await send(handler, { headers: { origin: "https://shop.test" } })).toMatchObject({ status: 200 });
});

test("refuses forms, which other sites can send without a CORS preflight", async () => {
  const handler = createHandler({ ...open, client: untouched, store: memoryRuns() });
  expect(await send(handler, { headers: { "content-type": "text/plain" } })).toMatchObject({ status: 415 });
});

test("sends no header or address of a page to the provider, and the key to no one else", async () => {
  const simulator = await openSimulator();
  const seen: Request[] = [];
  const spy: typeof fetch = (input, init) => {
    seen.push(new Request(input, init));
    return fetch(input, init);
  };
  const client = createArk({ apiKey: key, baseURL: simulator.baseURLs.ark, fetch: spy });
  const handler = createHandler({ ...open, client, store: memoryRuns() });
  const headers = { authorization: "Bearer eve", cookie: "a=b", "x-forwarded-host": "evil.test", "x-evil": "eve" };
  const smuggled = { headers, baseURL: "http://evil.test", options: { headers }, fetch: "http://evil.test" };
  const { status } = await send(handler, { headers, body: withRequest({}, smuggled) });
  const events = await untilOver(handler);
  expect(status).toBe(200);
  expect(seen).toHaveLength(1);
  expect(seen[0]?.url).toBe(`${simulator.baseURLs.ark}/images/generations`);
  expect(seen[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
  expect(JSON.stringify([...(seen[0]?.headers ?? [])])).not.toMatch(/eve|evil|cookie/);
  expect(events).not.toContain(key);
});

test.each([
  ["baseURL", { baseURL: "http://evil.test" }],
  ["headers", { headers: { authorization: "Bearer eve" } }],
  ["apiKey", { apiKey: "eve" }],
  ["native", { native: { callback_url: "http://evil.test" } }],
  ["images", { images: "http://169.254.169.254/latest/meta-data" }],
  ["images", { images: ["file:///etc/passwd"] }],
  ["images", { images: ["data:text/html;base64,PGI+"] }],
  ["images", { images: [{ url: "http://evil.test" }] }],
])("refuses a request whose %s chooses an address or a header", async (field, request) => {
  const simulator = await openSimulator();
  const limits = { ...open.limits, references: { count: 4, bytes: 1000 } };
  const { status, error } = await send(handlerOf(simulator, { limits }), { body: withRequest(request) });
  expect({ status, message: error.message }).toMatchObject({ status: 400, message: expect.stringContaining(field) });
  expect(simulator.simulator.calls).toEqual([]);
});

test.each([
  ["model", { model: "seedream-4.0" }, 'this server allows "seedream-4.5"'],
  ["size", { size: "4K" }, 'this server allows "2K"'],
  ["an aspect ratio at a size", { size: { aspectRatio: "16:9", resolution: "4K" } }, 'this server allows "2K"'],
  ["count", { count: 3 }, "this server allows at most 2"],
  ["count that is no number", { count: "9" }, "count"],
  [
    "references",
    { images: ["data:image/png;base64,iVBORw0KGgo=", "data:image/png;base64,iVBORw0KGgo="] },
    "images has 2 entries; this server allows 1",
  ],
  [
    "bytes of a reference",
    { images: [`data:image/png;base64,iVBORw0KGgo${"A".repeat(400)}`] },
    "this server allows 100",
  ],
  ["native", { native: { guidance_scale: 3 } }, "this server allows none"],
])("refuses what its limits do not state: %s", async (_, request, message) => {
  const simulator = await openSimulator();
  const limits = {
    models: ["seedream-4.5"],
    sizes: ["2K" as const],
    count: 2,
    references: { count: 1, bytes: 100 },
    spending: "unlimited" as const,
  };
  const refused = await send(handlerOf(simulator, { limits }), { body: withRequest(request) });
  expect({ status: refused.status, message: refused.error.message }).toMatchObject({
    status: 400,
    message: expect.stringContaining(message),
  });
  expect(simulator.simulator.calls).toEqual([]);
});

test("allows an aspect ratio at a resolution that the limits state", async () => {
  const limits = { models: "any" as const, sizes: ["2K" as const], spending: "unlimited" as const };
  const size = { aspectRatio: "16:9", resolution: "2K" };
  expect(await send(handlerOf(await openSimulator(), { limits }), { body: withRequest({ size }) })).toMatchObject({
    status: 200,
  });
});

test.each([
  [{ aspectRatio: "16:9" }, [{ aspectRatio: "1:1" }]],
  [{ aspectRatio: "1:1", resolution: "4K" }, [{ aspectRatio: "1:1" }]],
  [{ aspectRatio: "16:9" }, ["4K"]],
  [{ aspectRatio: "16:9" }, []],
  [{ aspectRatio: ["16:9"], resolution: "2K" }, ["2K"]],
] as const)("refuses the size %j if only %j is allowed", async (size, sizes) => {
  const limits = { models: "any" as const, sizes, spending: "unlimited" as const };
  const { status, error } = await send(handlerOf(await openSimulator(), { limits }), { body: withRequest({ size }) });
  expect({ status, message: error.message }).toMatchObject({
    status: 400,
    message: expect.stringContaining("this server allows"),
  });
});

test.each([
  [{ aspectRatio: "16:9" }, ["2K"]],
  [{ aspectRatio: "1:1" }, [{ aspectRatio: "1:1" }]],
  [{ aspectRatio: "1:1", resolution: "2K" }, [{ aspectRatio: "1:1" }]],
] as const)("allows the size %j if %j is allowed", async (size, sizes) => {
  const limits = { models: "any" as const, sizes, spending: "unlimited" as const };
  const { status } = await send(handlerOf(await openSimulator(), { limits }), { body: withRequest({ size }) });
  expect(status).toBe(200);
});

test.each([
  ["many references", { images: Array(50_000).fill("") }],
  ["a long size", { size: "x".repeat(200_000) }],
  ["a long model", { model: "x".repeat(200_000) }],
])("answers %s with a short refusal", async (_, request) => {
  const limits = { models: ["seedream-4.5"], references: { count: 2, bytes: 100 }, spending: "unlimited" as const };
  const { status, text } = await send(handlerOf(await openSimulator(), { limits }), { body: withRequest(request) });
  expect(status).toBe(400);
  expect(text.length).toBeLessThan(5_000);
});

test("treats the same request with its fields in another order as a repeat", async () => {
  const simulator = await openSimulator();
  const handler = handlerOf(simulator);
  await send(handler, { body: withRequest({ size: { aspectRatio: "16:9", resolution: "2K" }, count: 2 }) });
  const repeat = withRequest({ count: 2, size: { resolution: "2K", aspectRatio: "16:9" } });
  expect(await send(handler, { body: repeat })).toMatchObject({ status: 200 });
  expect(await send(handler, { body: withRequest({ count: 3 }) })).toMatchObject({ status: 409 });
});

test.each(["-1", "garbage", "-Infinity"])("sends all events to a page with the Last-Event-ID %s", async (last) => {
  const handler = handlerOf(await openSimulator());
  await send(handler);
  const all = await untilOver(handler);
  const { text } = await send(handler, { method: "GET", path: `runs/${id}`, headers: { "last-event-id": last } });
  expect(text).toBe(all);
});

test("stops reading a body that is too large, with and without a length", async () => {
  const handler = createHandler({
    ...open,
    client: untouched,
    limits: { models: "any", spending: "unlimited" },
    store: memoryRuns(),
  });
  expect(await send(handler, { body: "x".repeat(300_000) })).toMatchObject({ status: 413, error: { charged: "no" } });
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: endless, duplex: "half" };
  const request = new Request(`${app}/runs`, init);
  expect((await handler(request)).status).toBe(413);
  expect(pulled).toBeLessThan(20);
});

test("counts the highest cost of runs under way, for each user and for all", async () => {
  const simulator = await openSimulator();
  simulator.simulator.always("ark", "slow", { delay: 60_000 });
  const authorize = (request: Request) => ({ user: request.headers.get("x-user") ?? "" });
  const limits = { ...open.limits, spending: { user: { CNY: 0.3 }, all: { CNY: 0.6 } } };
  const handler = handlerOf(simulator, { authorize, limits });
  const start = (user: string, number: number) =>
    handler(
      new Request(`${app}/runs`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-user": user },
        body: JSON.stringify({ id: `0123456789abcde${number}`, request: { prompt: "A lighthouse" } }),
      }),
    );
  expect((await start("ann", 1)).status).toBe(200);
  const refused = await start("ann", 2);
  expect(refused.status).toBe(402);
  expect(await refused.text()).toContain("your limit of 0.3 CNY in 24 h");
  expect((await start("bob", 1)).status).toBe(200);
  expect(await (await start("cid", 1)).text()).toContain("the limit of all users in 24 h");
});

const reference = "data:image/png;base64,iVBORw0KGgo=";
/** An image of 256 × 256 pixels. */
const cup = `data:image/png;base64,${Buffer.from("89504e470d0a1a0a0000000d49484452000001000000010008020000", "hex").toString("base64")}`;
const layers = { images: [reference], native: { layer_decomposition: true } };
const allowed = ["layer_decomposition", "sequential_image_generation", "sequential_image_generation_options"];

test.each([
  ["layers", { model: "seedream-5.0-pro", ...layers }, "native asks for up to 17 images; this server allows 16"],
  ["layers of an unknown model", { model: "ep-1", ...layers }, 'native has "layer_decomposition", which may ask for'],
  [
    "a group in native",
    {
      native: { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 15 } },
    },
    'native has "sequential_image_generation", which may ask for more images than this server\'s limits count',
  ],
])("refuses more images than its limits count, even in an allowed field: %s", async (_, request, message) => {
  const simulator = await openSimulator();
  const spending = { user: { images: 20 }, all: { images: 20 } };
  const limits = { ...open.limits, count: 16, native: allowed, spending };
  const { status, error } = await send(handlerOf(simulator, { limits }), { body: withRequest(request) });
  expect(error.message).toContain(message);
  expect(status).toBe(400);
  expect(simulator.simulator.calls).toEqual([]);
});

test.each([
  [{ CNY: 5 }, 400],
  [{ images: 5 }, 200],
])("lets pages use tools, which are billed on their own, within a number of images: %j", async (amounts, expected) => {
  const simulator = await openSimulator();
  const limits = { ...open.limits, native: ["tools"], spending: { user: amounts, all: amounts } };
  const request = { model: "seedream-5.0-lite", native: { tools: [{ type: "web_search" }] } };
  const { status } = await send(handlerOf(simulator, { limits }), { body: withRequest(request) });
  expect(status).toBe(expected);
});

test("counts layers as spent", async () => {
  const simulator = await openSimulator();
  const limits = {
    ...open.limits,
    count: 17,
    native: allowed,
    spending: { user: { images: 16 }, all: { images: 99 } },
  };
  const request = { model: "seedream-5.0-pro", ...layers };
  expect(await send(handlerOf(simulator, { limits }), { body: withRequest(request) })).toMatchObject({ status: 402 });
  expect(simulator.simulator.calls).toEqual([]);
});

test("refuses a currency that has no limit", async () => {
  const limits = { ...open.limits, spending: { user: { USD: 5 }, all: { USD: 50 } } };
  const { status, error } = await send(handlerOf(await openSimulator(), { limits }));
  expect(status).toBe(400);
  expect(error.message).toContain("it must set spending.user.CNY or spending.user.images");
});

test("does not count a failed run that was free", async () => {
  const simulator = await openSimulator();
  simulator.simulator.next("ark", "content-blocked");
  const limits = { ...open.limits, spending: { user: { images: 1 }, all: { images: 1 } } };
  const handler = handlerOf(simulator, { limits });
  await send(handler);
  expect(await untilOver(handler)).toContain("ContentPolicyError");
  expect(
    await send(handler, { body: JSON.stringify({ id: `${id}2`, request: { prompt: "A harbour" } }) }),
  ).toMatchObject({ status: 200 });
});

test("counts a run at its highest price if the provider counts more images than arrived", async () => {
  const failed = { error: { code: "OutputImageSensitiveContentDetected", message: "It may be sensitive" } };
  const data = [{ url: "https://files.test/a.jpg", size: "2048x2048" }, failed];
  const { url } = await listen((_, reply) => {
    reply.setHeader("content-type", "application/json");
    reply.end(JSON.stringify({ model: "m", created: 1, data, usage: { generated_images: 2 } }));
  });
  const client = createArk({ apiKey: key, baseURL: url, streamGroups: false });
  const limits = { ...open.limits, spending: { user: { images: 4 }, all: { images: 4 } } };
  const handler = createHandler({ ...open, client, limits, store: memoryRuns() });
  await send(handler, { body: withRequest({ count: 3 }, { stream: false }) });
  expect(await untilOver(handler)).toContain('"completed"');
  expect(await send(handler, { body: withRequest({ count: 2 }, { id: `${id}2` }) })).toMatchObject({ status: 402 });
});

test("counts a task at its highest price if it makes fewer images than it charged in advance", async () => {
  const { baseURLs } = await openSimulator();
  const clock = { ...systemClock, after: (ms: number, call: () => void) => systemClock.after(ms / 50, call) };
  const client = createAPIMart({ apiKey: key, baseURL: baseURLs.apimart, clock });
  const spending = { user: { images: 17 }, all: { images: 17 } };
  const limits = { ...open.limits, count: 17, native: ["layer_decomposition"], spending };
  const handler = createHandler({ ...open, client, limits, store: memoryRuns() });
  const request = { model: "seedream-5.0-pro", images: [cup], native: { layer_decomposition: true } };
  await send(handler, { body: withRequest(request) });
  expect(await untilOver(handler)).toContain('"completed"');
  expect(await send(handler, { body: withRequest({}, { id: `${id}2` }) })).toMatchObject({ status: 402 });
});

test("downloads results from public addresses only", async () => {
  let requests = 0;
  const { url } = await listen((_, reply) => {
    requests++;
    reply.end("secret");
  });
  const simulator = await openSimulator();
  const client: SeedreamClient = arkOf(simulator);
  const image = new FetchedImage(
    { url: `${url}/meta-data`, mediaType: "text/html" },
    { clock: systemClock, fetch, download: {}, redact: (outside) => outside },
  );
  const hostile: SeedreamClient = {
    ...client,
    async *stream(request, options) {
      yield { type: "image", index: 7, image };
      yield* client.stream(request, options);
    },
  };
  const handler = createHandler({ ...open, client: hostile, store: memoryRuns() });
  await send(handler);
  await untilOver(handler);
  const served = await send(handler, { method: "GET", path: `runs/${id}/images/7` });
  expect(served).toMatchObject({ status: 502, error: { name: "DownloadError" } });
  expect(served.error.message).toContain("127.0.0.1 is a private address");
  expect(requests).toBe(0);
});

test("serves images with their type, and forbids browsers to execute them", async () => {
  const handler = handlerOf(await openSimulator());
  await send(handler);
  await untilOver(handler);
  const { headers } = await send(handler, { method: "GET", path: `runs/${id}/images/0` });
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, max-age=86400, immutable",
  });
});

test("sends a page no link of the provider and no internals of the server", async () => {
  const simulator = await openSimulator();
  const handler = handlerOf(simulator);
  await send(handler);
  expect(await untilOver(handler)).not.toContain("http:");
  const broken: SeedreamClient = {
    ...arkOf(simulator),
    // biome-ignore lint/correctness/useYield: it fails before.
    async *stream(): AsyncGenerator<never> {
      throw new Error("password=hunter2");
    },
  };
  const failing = createHandler({ ...open, client: broken, store: memoryRuns() });
  await send(failing);
  const text = await untilOver(failing);
  expect(text).toContain("OutcomeUnknownError");
  expect(text).not.toContain("hunter2");
});

test.each(["../../etc/passwd", "a", "0123456789abcdef\r\nx: y", "x".repeat(65), 7, null])(
  "refuses %j as the id of a run",
  async (bad) => {
    const handler = createHandler({ ...open, client: untouched, store: memoryRuns() });
    expect(
      await send(handler, { body: JSON.stringify({ id: bad, request: { prompt: "A lighthouse" } }) }),
    ).toMatchObject({ status: 400 });
  },
);

test.each(["constructor", "__proto__", "toString", "apimart"])("has no client %s", async (client) => {
  const handler = createHandler({ ...open, client: untouched, store: memoryRuns() });
  expect(await send(handler, { body: withRequest({}, { client }) })).toMatchObject({ status: 400 });
});

test.each(["", "null", "[]", "{", '{"id":"0123456789abcdef"}', '{"request":{}}', '{"request":{"prompt":7}}'])(
  "refuses the body %j",
  async (sent) => {
    const handler = createHandler({ ...open, client: untouched, store: memoryRuns() });
    expect(await send(handler, { body: sent })).toMatchObject({ status: 400, error: { name: "InvalidRequestError" } });
  },
);

test("keeps no bytes of images in its memory, even if a page asks for inline images", async () => {
  const simulator = await openSimulator();
  const client = createWebClient({ url: "http://app.test/seedream", fetch: fetchOf(handlerOf(simulator)) });
  const made = client.generate({ prompt: "A lighthouse", output: { delivery: "inline" } });
  await expect(made).rejects.toMatchObject({ name: "InvalidRequestError", status: 400, charged: "no" });
  expect(submissionsOf(simulator)).toEqual([]);
});

test("forbids caching of every response", async () => {
  const handler = handlerOf(await openSimulator());
  for (const sent of [
    {},
    { path: "validate" },
    { method: "GET", path: `runs/${id}` },
    { method: "GET", path: "nothing" },
  ]) {
    expect((await send(handler, sent)).headers.get("cache-control")).toContain("no-store");
  }
});

test("ends a run if its client sends no last event", async () => {
  const silent: SeedreamClient = { ...arkOf(await openSimulator()), async *stream(): AsyncGenerator<never> {} };
  const handler = createHandler({ ...open, client: silent, store: memoryRuns() });
  await send(handler);
  expect(await untilOver(handler)).toContain('"name":"OutcomeUnknownError"');
});
