import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { CallOptions } from "../src/contract.ts";
import { AbortedError, ConnectionError, InvalidRequestError, SeedreamError, ServerError } from "../src/errors.ts";
import { createTransport } from "../src/transport.ts";
import { uploadReferences } from "../src/upload.ts";
import { json, key, pieces, request, scripted, settled } from "./fake-provider.ts";
import { createFakeTasks } from "./fake-tasks.ts";
import { virtualClock } from "./virtual-clock.ts";

const png = "data:image/png;base64,iVBORw0KGgoAAAAN";
const jpeg = "data:image/jpeg;base64,/9j/4AAQ";
const links = (...names: string[]) => names.map((name) => json({ url: `https://files.test/${name}` }));

function uploading(fetch: typeof globalThis.fetch, options: CallOptions = {}) {
  const clock = virtualClock();
  const transport = createTransport(
    { provider: "fake", region: "here", baseURL: "https://api.test/v1", variable: "FAKE_API_KEY" },
    { apiKey: key, fetch, clock, maxRetries: 0 },
  );
  const call = transport.start({ clientRequestId: "mine", ...options }, 1);
  const upload = (body: object) => uploadReferences(transport, call, { path: "/uploads", field: "images" }, body);
  return { upload, call, clock };
}

describe("references given as bytes", () => {
  it("go ahead one after the other, as files of their type, and their links take their place", async () => {
    const { fetch, calls } = scripted(...links("1", "2"));
    const { upload } = uploading(fetch);
    expect(await upload({ prompt: "a kite", images: [png, "https://a.test/b.png", jpeg] })).toEqual({
      prompt: "a kite",
      images: ["https://files.test/1", "https://a.test/b.png", "https://files.test/2"],
    });
    const files = calls.map(({ body }) => body instanceof FormData && body.get("file"));
    expect(calls.map(({ url, method }) => `${method} ${url}`)).toEqual(
      Array(2).fill("POST https://api.test/v1/uploads"),
    );
    expect(files).toMatchObject([
      { name: "reference.png", type: "image/png", size: 12 },
      { name: "reference.jpeg", type: "image/jpeg", size: 6 },
    ]);
  });

  it("arrive as they are", async () => {
    const sent: Uint8Array[] = [];
    const { upload } = uploading(async (_, init) => {
      const file = init?.body instanceof FormData ? init.body.get("file") : undefined;
      if (file instanceof Blob) sent.push(new Uint8Array(await file.arrayBuffer()));
      return json({ url: "https://files.test/1" });
    });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3000 }), async (bytes) => {
        await upload({ images: [`data:image/png;base64,${Buffer.from(bytes).toString("base64")}`] });
        expect(sent.pop()).toEqual(bytes);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    "https://a.test/b.png",
    `https://a.test/?${png}`,
    "data:image/png;base64,",
    "data:text/plain;base64,AAAA",
    "data:image/svg+xml;base64,AAAA",
    "data:image/png,AAAA",
    "",
    5,
    null,
  ])("are not what %j is: it is sent as it is", async (reference) => {
    const { fetch, calls } = scripted(...links("1"));
    expect(await uploading(fetch).upload({ images: [reference] })).toEqual({ images: [reference] });
    expect(calls).toHaveLength(0);
  });

  it.each([{}, { images: png }, { images: undefined }])("are looked for in a list: not in %j", async (body) => {
    const { fetch, calls } = scripted(...links("1"));
    expect(await uploading(fetch).upload(body)).toBe(body);
    expect(calls).toHaveLength(0);
  });

  it("that are no Base64 are refused before anything is sent", async () => {
    const { fetch, calls } = scripted(...links("1"));
    const error = await settled(uploading(fetch).upload({ images: ["data:image/png;base64,iVBORw0KGgo%%"] }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/data: URI that is no Base64: iVBORw0KGgo%%…; or pass its bytes/),
      provider: "fake",
      clientRequestId: "mine",
      charged: "no",
      cause: expect.any(Error),
    });
    expect(calls).toHaveLength(0);
  });

  it("that are no Base64 are quoted by their beginning only", async () => {
    const { fetch } = scripted(...links("1"));
    const error = await settled(uploading(fetch).upload({ images: [`data:image/png;base64,${"%".repeat(999)}`] }));
    expect(String(error)).toContain(`: ${"%".repeat(20)}…`);
  });
});

describe("an upload that fails", () => {
  it.each([
    ["no link", json({ status: "ok" }), /answer has no link: \{"status":"ok"\}/],
    ["a link that is no text", json({ url: 5 }), /answer has no link: \{"url":5\}/],
    ["no JSON", new Response(`<html>${"x".repeat(99)}`), /answer has no link: <html>x{54} \[/],
    ["nothing", new Response(null), /answer has no link: +\[/],
    ["half an answer", pieces(['{"url":'], "fail"), /nothing was submitted: terminated/],
  ])("with %s says that nothing was submitted, so that it can be tried again", async (_, response, message) => {
    const { fetch, calls } = scripted(response);
    const error = await settled(uploading(fetch).upload({ images: [png, jpeg] }));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({
      message: expect.stringMatching(message),
      provider: "fake",
      clientRequestId: "mine",
      charged: "no",
      retryable: true,
      cause: expect.any(Error),
    });
    expect(String(error)).toContain("A reference image could not be uploaded, and nothing was submitted");
    expect(calls).toHaveLength(1);
  });

  it.each([
    ["a refusal", new Response("", { status: 413 }), { name: "InvalidRequestError", status: 413, charged: "no" }],
    ["a failure", new Response("", { status: 500 }), { name: "ServerError", charged: "no", retryable: true }],
    ["a drop", new TypeError("terminated"), { name: "ConnectionError", charged: "no", retryable: true }],
  ])("by %s is that, and costs nothing", async (_, outcome, error) => {
    const { fetch } = scripted(outcome);
    expect(await settled(uploading(fetch).upload({ images: [png] }))).toMatchObject(error);
  });

  it("by a redirect is not followed, and costs nothing", async () => {
    const { fetch } = scripted(new Response("", { status: 302, headers: { location: "https://evil.test/" } }));
    const error = await settled(uploading(fetch).upload({ images: [png] }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ charged: "no" });
  });

  it("by an abort while its answer comes is an abort that costs nothing", async () => {
    const controller = new AbortController();
    const { fetch } = scripted(pieces(['{"url":'], "stall"));
    const { upload, clock } = uploading(fetch, { signal: controller.signal });
    const result = settled(upload({ images: [png] }));
    await clock.advance(0);
    controller.abort("why");
    const error = await result;
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ provider: "fake", clientRequestId: "mine", charged: "no", cause: "why" });
  });

  it("by a time limit while its answer comes is that, and costs nothing", async () => {
    const { fetch } = scripted(pieces(['{"url":'], "stall"));
    const { upload, clock } = uploading(fetch, { timeout: { idle: 5000 } });
    const result = settled(upload({ images: [png] }));
    await clock.advance(5000);
    expect(await result).toMatchObject({
      name: "TimeoutError",
      message: expect.stringContaining("5 s (timeout.idle)"),
      charged: "no",
    });
  });

  it("leaves the submission unsent", async () => {
    const { fetch, calls } = scripted(json({}), json({ id: "task_1" }));
    const error = await settled(createFakeTasks({ fetch }).submit({ ...request, images: png }));
    expect(error).toBeInstanceOf(SeedreamError);
    expect(error).toMatchObject({ name: "ServerError", charged: "no", retryable: true });
    expect(calls).toHaveLength(1);
  });
});

describe("where there is nothing to upload", () => {
  const submit = (images: string[], uploads: { path: string; field: string } | undefined) =>
    createFakeTasks({ fetch: scripted(json({ id: "task_1" })).fetch }, { uploads }).submit({ ...request, images });

  it("nothing of uploading is loaded", async () => {
    let loaded = false;
    vi.doMock("../src/upload.ts", () => {
      loaded = true;
      return { uploadReferences: (_: unknown, __: unknown, ___: unknown, body: object) => body };
    });
    await submit([], { path: "/uploads", field: "images" });
    await submit([png], undefined);
    expect(loaded).toBe(false);
    await submit([png], { path: "/uploads", field: "images" });
    expect(loaded).toBe(true);
    vi.doUnmock("../src/upload.ts");
  });

  it("a provider that takes bytes in the request gets them there", async () => {
    const { fetch, calls } = scripted(json({ id: "task_1" }));
    await createFakeTasks({ fetch }, { uploads: undefined }).submit({ ...request, images: png });
    expect(calls.map(({ body }) => body)).toMatchObject([{ images: [png] }]);
  });
});
