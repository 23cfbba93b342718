import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConnectionError, InvalidRequestError, ServerError } from "../../src/contract/errors.ts";
import type { TaskOptions } from "../../src/contract/options.ts";
import { json, key, pieces, request, scripted, settled } from "../fake-provider.ts";
import { createFakeTasks, type Special } from "../fake-tasks.ts";
import { virtualClock } from "../virtual-clock.ts";

const png = "data:image/png;base64,iVBORw0KGgoAAAAN";
const jpeg = "data:image/jpeg;base64,/9j/4AAQ";
const link = "https://a.test/b.png";
const links = (...names: string[]) => names.map((name) => json({ url: `https://files.test/${name}` }));
const submitted = () => json({ id: "task_1" });

/** Submits a request with these references, without retries. */
function submitting(
  fetch: typeof globalThis.fetch,
  images: string[],
  options: TaskOptions = {},
  special: Special = {},
) {
  const clock = virtualClock();
  const client = createFakeTasks({ fetch, clock, maxRetries: 0 }, special);
  return { result: settled(client.submit({ ...request, images }, { clientRequestId: "mine", ...options })), clock };
}

describe("references given as bytes", () => {
  it("are uploaded one after the other, as files of their type, and replaced by their links", async () => {
    const { fetch, calls } = scripted(...links("1", "2"), submitted());
    expect(await submitting(fetch, [png, link, jpeg]).result).toMatchObject({ id: "task_1" });
    expect(calls.map(({ url, method }) => `${method} ${url}`)).toEqual([
      "POST https://api.test/v1/uploads",
      "POST https://api.test/v1/uploads",
      "POST https://api.test/v1/images",
    ]);
    const files = calls.slice(0, 2).map(({ body }) => body instanceof FormData && body.get("file"));
    expect(files).toMatchObject([
      { name: "reference.png", type: "image/png", size: 12 },
      { name: "reference.jpeg", type: "image/jpeg", size: 6 },
    ]);
    expect(calls[2]?.body).toMatchObject({ images: ["https://files.test/1", link, "https://files.test/2"] });
  });

  it.each(["http://files.test/1", "HTTPS://files.test/1"])("may become a link such as %s", async (url) => {
    const { fetch, calls } = scripted(json({ url }), submitted());
    await submitting(fetch, [png]).result;
    expect(calls[1]?.body).toMatchObject({ images: [url] });
  });

  it("are uploaded only after the one before has its link", async () => {
    let finish = (_: Response) => {};
    const first = new Promise<Response>((resolve) => {
      finish = resolve;
    });
    const { fetch, calls } = scripted(() => first, ...links("2"), submitted());
    const { result, clock } = submitting(fetch, [png, jpeg]);
    await clock.advance(1000);
    expect(calls).toHaveLength(1);
    finish(json({ url: "https://files.test/1" }));
    expect(await result).toMatchObject({ id: "task_1" });
    expect(calls[2]?.body).toMatchObject({ images: ["https://files.test/1", "https://files.test/2"] });
  });

  it("arrive byte for byte, and with the key", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 900 }), async (rest) => {
        const bytes = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, ...rest]);
        const { fetch, calls } = scripted(...links("1"), submitted());
        await createFakeTasks({ fetch }).submit({ ...request, images: bytes });
        const file = calls[0]?.body instanceof FormData ? calls[0].body.get("file") : undefined;
        expect(file instanceof File && new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
        expect(calls[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    link,
    `https://a.test/?${png}`,
    "data:image/png;base64,",
    "data:text/plain;base64,AAAA",
    "data:image/png,AAAA",
    "",
  ])("do not include a reference that is sent unchanged: %j", async (reference) => {
    const { fetch, calls } = scripted(submitted());
    await submitting(fetch, [reference], { validation: "off" }).result;
    expect(calls.map(({ body }) => body)).toMatchObject([{ images: [reference] }]);
  });

  it("are sent in the request to a provider without uploads", async () => {
    const { fetch, calls } = scripted(submitted());
    await submitting(fetch, [png], {}, { uploads: false }).result;
    expect(calls.map(({ body }) => body)).toMatchObject([{ images: [png] }]);
  });

  it("are uploaded with the headers of the call, and repeated as often as it says", async () => {
    for (const maxRetries of [0, 1]) {
      const clock = virtualClock();
      const { fetch, calls } = scripted(async () => json({}, { status: 503 }));
      const options = { maxRetries, headers: { "x-trace": "7" } };
      const error = settled(createFakeTasks({ fetch, clock }).submit({ ...request, images: png }, options));
      await clock.advance(60_000);
      expect(await error).toBeInstanceOf(ServerError);
      expect(calls.map(({ headers }) => headers.get("x-trace"))).toEqual(Array(maxRetries + 1).fill("7"));
    }
  });

  it("go to the provider's host for uploads, unless the client has a baseURL", async () => {
    const uploads = { baseURL: "https://uploads.test/v2" };
    const urls = async (options: { baseURL?: string }) => {
      const { fetch, calls } = scripted(...links("1"), submitted());
      await createFakeTasks({ fetch, ...options }, { uploads }).submit({ ...request, images: png });
      return calls.map(({ url }) => url);
    };
    expect(await urls({})).toEqual(["https://uploads.test/v2/uploads", "https://api.test/v1/images"]);
    expect(await urls({ baseURL: "http://localhost:1/v1" })).toEqual([
      "http://localhost:1/v1/uploads",
      "http://localhost:1/v1/images",
    ]);
  });

  it("that are not Base64 are refused, by their place and their beginning, and nothing is submitted", async () => {
    const { fetch, calls } = scripted(...links("1"), submitted());
    const bad = `data:image/png;base64,iVBORw0KGgo${"%".repeat(99)}`;
    const error = await submitting(fetch, [png, bad]).result;
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: expect.stringContaining(`images[1] is not Base64: iVBORw0KGgo${"%".repeat(9)}…; pass its bytes`),
      provider: "fake",
      clientRequestId: "mine",
      charged: "no",
      cause: expect.any(Error),
    });
    expect(calls.map(({ url }) => url)).toEqual(["https://api.test/v1/uploads"]);
  });
});

describe("a failed upload", () => {
  it.each([
    ["without a link", json({ status: "ok" }), 'no link in {"status":"ok"}'],
    ["with a relative link", json({ url: "/cat.png" }), 'no link in {"url":"/cat.png"}'],
    ["with a link that is not of the web", json({ url: "data:," }), 'no link in {"url":"data:,"}'],
    ["with words before a link", json({ url: `see ${link}` }), `no link in {"url":"see ${link}"}`],
    ["with a link that is not a text", json({ url: 5 }), 'no link in {"url":5}'],
    ["that is not JSON", new Response(`<html>${"x".repeat(99)}`), `no link in "<html>${"x".repeat(53)}`],
    ["without a body", new Response(null), 'no link in ""'],
    ["that breaks off", pieces(['{"url":'], "fail"), "the connection broke"],
    ["that quotes the key", json({ note: key }), 'no link in {"note":"[key]"}'],
  ])("by a response %s says that nothing was submitted, and is retryable", async (_, response, reason) => {
    const { fetch, calls } = scripted(response, submitted());
    const error = await submitting(fetch, [png, jpeg]).result;
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({
      message: expect.stringContaining(`images[0] could not be uploaded, and nothing was submitted: ${reason}`),
      provider: "fake",
      clientRequestId: "mine",
      charged: "no",
      retryable: true,
    });
    expect(String(error)).not.toContain("x".repeat(54));
    expect(calls).toHaveLength(1);
  });

  it("by a connection that breaks has its failure as the cause", async () => {
    const { fetch } = scripted(...links("1"), pieces(['{"url":'], "fail"));
    const error = await submitting(fetch, [png, jpeg]).result;
    expect(error).toMatchObject({
      message: expect.stringContaining("images[1] could not be uploaded"),
      cause: { message: "terminated" },
    });
  });

  it.each([
    ["a refusal", new Response("", { status: 413 }), { name: "InvalidRequestError", status: 413, charged: "no" }],
    ["a failure", new Response("", { status: 500 }), { name: "ServerError", charged: "no", retryable: true }],
    ["a drop", new TypeError("terminated"), { name: "ConnectionError", charged: "no", retryable: true }],
  ])("by %s costs nothing", async (_, outcome, error) => {
    const { fetch, calls } = scripted(outcome, submitted());
    expect(await submitting(fetch, [png]).result).toMatchObject(error);
    expect(calls).toHaveLength(1);
  });

  it("by a redirect is not followed, and costs nothing", async () => {
    const { fetch, calls } = scripted(new Response("", { status: 302, headers: { location: "https://evil.test/" } }));
    const error = await submitting(fetch, [png]).result;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ charged: "no" });
    expect(calls).toHaveLength(1);
  });

  it("by a drop is repeated, because it costs nothing", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(new TypeError("terminated"), ...links("1"), submitted());
    const task = createFakeTasks({ fetch, clock }).submit({ ...request, images: png });
    await clock.advance(500);
    await expect(task).resolves.toMatchObject({ id: "task_1" });
    expect(calls).toHaveLength(3);
  });

  it("by an abort while its response is read costs nothing", async () => {
    const controller = new AbortController();
    const { fetch, calls } = scripted(pieces(['{"url":'], "stall"), submitted());
    const { result, clock } = submitting(fetch, [png], { signal: controller.signal });
    await clock.advance(0);
    controller.abort("why");
    expect(await result).toMatchObject({
      name: "AbortedError",
      provider: "fake",
      clientRequestId: "mine",
      charged: "no",
      cause: "why",
    });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("by a time limit while its response is read costs nothing", async () => {
    const { fetch } = scripted(pieces(['{"url":'], "stall"));
    const { result, clock } = submitting(fetch, [png], { timeout: { idle: 5000 } });
    await clock.advance(5000);
    expect(await result).toMatchObject({
      name: "TimeoutError",
      message: expect.stringContaining("5 s (timeout.idle)"),
      charged: "no",
    });
  });
});
