import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { create302AI } from "@seedream-clients/302ai";
import { createAnyfast } from "@seedream-clients/anyfast";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import { saveImage } from "@seedream-clients/ark/node";
import type { ClientOptions, DownloadLimits, GeneratedImage } from "@seedream-clients/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callClient } from "../../src/call-client.ts";
import { completedTask, html, whole } from "../../src/faults/bodies.ts";
import type { Handler } from "../../src/faults/handler.ts";
import {
  destroy,
  type Ending,
  noResponse,
  reset,
  respond,
  respondBytes,
  respondEndless,
  respondInChunks,
  respondRaw,
  respondStatus,
} from "../../src/faults/handlers.ts";
import { leaks } from "../../src/faults/leaks.ts";
import { useLocalNames } from "../../src/faults/local-names.ts";
import { apiKey, apimart, arkWhole } from "../../src/faults/subjects.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
let localNames: ReturnType<typeof useLocalNames>;
beforeEach(() => {
  localNames = useLocalNames();
});
afterEach(() => localNames.restore());

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 2000 }, (_, i) => i % 251)]);
const timeLimits = { timeout: timeouts.total, idleTimeout: timeouts.idle };

/** Generates an image with the link `url`. */
async function imageAt(
  url: string,
  limits: DownloadLimits = { allowPrivateHosts: true },
  clock = virtualClock(),
  more: object = {},
): Promise<GeneratedImage> {
  await server().respondWith(respond(whole({ url, ...more })));
  const client = arkWhole.create({
    baseURL: server().origin,
    clock,
    download: { ...timeLimits, ...limits },
    headers: { "x-secret": "s-0123456789", cookie: "session=s-0123456789" },
  });
  const { result, error } = await callClient(client, "generate", arkWhole.request);
  const [outcome] = result?.images ?? [];
  if (!outcome?.ok) throw error;
  return outcome.image;
}

const link = () => `${server().origin}/0.jpeg`;
const headers = { "content-type": "image/jpeg", "content-length": `${jpeg.length}` };
const sendFile = respondBytes(jpeg, headers);
const range = { "content-length": "1000", "content-range": `bytes 0-999/${jpeg.length}` };
const sendPart = respondBytes(jpeg.subarray(0, 1000), { ...headers, ...range }, 206);
const settled = (promise: Promise<unknown>) =>
  within(
    promise.catch((cause: unknown) => cause),
    "a download",
  );

describe("a download", () => {
  it("sends no credentials and no headers of the client", async () => {
    const image = await imageAt(link());
    const log = await server().respondWith(sendFile);
    expect(Buffer.from(await image.bytes())).toEqual(jpeg);
    const [request] = await log.requests();
    expect(request).toMatchObject({ method: "GET", path: "/0.jpeg", body: "" });
    expect(request?.headers).not.toHaveProperty("authorization");
    expect(request?.headers).not.toHaveProperty("cookie");
    expect(leaks(request?.headers, apiKey)).toEqual([]);
    expect(leaks(request?.headers, "s-0123456789")).toEqual([]);
  });

  it("sends no credentials to the target of a redirect", async () => {
    const image = await imageAt(link());
    const log = await server().respondWith(respondStatus(302, { location: "/elsewhere.jpeg" }), sendFile);
    expect(Buffer.from(await image.bytes())).toEqual(jpeg);
    expect((await log.requests()).map(({ path }) => path)).toEqual(["/0.jpeg", "/elsewhere.jpeg"]);
    for (const { headers } of await log.requests()) expect(headers).not.toHaveProperty("authorization");
  });

  it.each([301, 302, 303, 307, 308])("does not follow a redirect to a private address: %i", async (code) => {
    const { port, origin } = server();
    const image = await imageAt(`http://results.example:${port}/0.jpeg`, {});
    const log = await server().respondWith(respondStatus(code, { location: `${origin}/latest/meta-data` }), sendFile);
    const error = await settled(image.bytes());
    expect(error).toMatchObject({ name: "DownloadError", message: expect.stringContaining("127.0.0.1") });
    expect((await log.requests()).map(({ path }) => path)).toEqual(["/0.jpeg"]);
  });

  it("follows a redirect to a public address", async () => {
    const { port } = server();
    const image = await imageAt(`http://results.example:${port}/0.jpeg`, {});
    await server().respondWith(respondStatus(302, { location: `http://more.example:${port}/1.jpeg` }), sendFile);
    expect(Buffer.from(await image.bytes())).toEqual(jpeg);
    expect(localNames.lookups).toEqual(["results.example", "more.example"]);
  });

  // fetch refuses port 9, so that nothing is reached even if the client accepts the name.
  it.each(["metadata", "kubernetes", "localhost", "localhost.localdomain", "router.lan", "nas.home.arpa"])(
    "refuses a host name of the local network: %s",
    async (name) => {
      const image = await imageAt(`http://${name}:9/latest`, {});
      const error = await settled(image.bytes());
      expect(error).toMatchObject({ name: "DownloadError", message: expect.stringContaining("allowPrivateHosts") });
      expect(localNames.lookups).toEqual([]);
    },
  );

  it("stops after too many redirects", async () => {
    const image = await imageAt(link());
    const log = await server().respondWith(respondStatus(302, { location: "/0.jpeg" }));
    expect(await settled(image.bytes())).toMatchObject({ name: "DownloadError" });
    expect((await log.requests()).length).toBeLessThan(20);
  });

  it.each(["https://[", "http://", "javascript:0", "file:///etc/passwd", "data:image/png;base64,AAAA", ""])(
    "throws DownloadError for a redirect to %j",
    async (location) => {
      const image = await imageAt(link());
      await server().respondWith(respondStatus(302, { location }));
      expect(await settled(image.bytes())).toMatchObject({ name: "DownloadError" });
    },
  );

  it("stops at maxBytes and closes the connection", async () => {
    const image = await imageAt(link(), { maxBytes: 1000, allowPrivateHosts: true });
    const log = await server().respondWith(respondInChunks({ type: "image/jpeg" }, [jpeg], "hang"));
    expect(await settled(image.bytes())).toMatchObject({ name: "DownloadError", message: /maxBytes/ });
    await within(log.closed(), "the connection of a download that is too large");
    expect(await log.requests()).toHaveLength(1);
  });

  it("throws TimeoutError after the idle time-out", async () => {
    const clock = virtualClock();
    const image = await imageAt(link(), { allowPrivateHosts: true }, clock);
    const log = await server().respondWith(respondInChunks({ type: "image/jpeg" }, [jpeg.subarray(0, 10)], "hang"));
    const bytes = image.bytes();
    await log.received();
    clock.advance(timeouts.idle);
    expect(await settled(bytes)).toMatchObject({ name: "TimeoutError", charged: "no" });
    await within(log.closed(), "the connection of an idle download");
    expect(clock.pending).toBe(0);
  });

  it("ends at once when aborted", async () => {
    const clock = virtualClock();
    const image = await imageAt(link(), { allowPrivateHosts: true }, clock);
    const log = await server().respondWith(noResponse);
    const controller = new AbortController();
    const bytes = image.bytes({ signal: controller.signal });
    await log.received();
    controller.abort();
    expect(await settled(bytes)).toMatchObject({ name: "AbortedError", charged: "no" });
    await log.closed();
    expect(clock.pending).toBe(0);
  });

  const endInFile = (ending: Ending) => respondInChunks({ type: "image/jpeg" }, [jpeg.subarray(0, 1000)], ending);
  it.each<{ name: string; handler: Handler }>([
    { name: "closes the connection inside the file", handler: endInFile("close") },
    { name: "resets the connection inside the file", handler: endInFile("reset") },
    { name: "closes the connection before the headers", handler: destroy },
    { name: "resets the connection before the headers", handler: reset },
    { name: "sends bytes that are not HTTP", handler: respondRaw("no\r\n\r\n") },
    { name: "sends status 500", handler: respondStatus(500) },
    { name: "sends status 503", handler: respondStatus(503) },
    { name: "sends status 429", handler: respondStatus(429) },
  ])("retries when the server $name", async ({ handler }) => {
    const clock = virtualClock();
    const image = await imageAt(link(), { allowPrivateHosts: true }, clock);
    const log = await server().respondWith(handler, handler, sendFile);
    expect(Buffer.from(await image.bytes())).toEqual(jpeg);
    expect(await log.requests()).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it("throws DownloadError with the cause after some attempts", async () => {
    const image = await imageAt(link());
    const log = await server().respondWith(endInFile("close"));
    expect(await settled(image.bytes())).toMatchObject({ name: "DownloadError", cause: expect.any(Error) });
    expect((await log.requests()).length).toBeLessThan(10);
  });

  it("reports when the link expired", async () => {
    const clock = virtualClock();
    const image = await imageAt(link(), { allowPrivateHosts: true }, clock);
    const expiry = image.expiresAt?.toISOString() ?? "no date";
    const log = await server().respondWith(respondStatus(403));
    expect(await settled(image.bytes())).toMatchObject({
      status: 403,
      message: expect.not.stringContaining("expired"),
    });
    clock.advance(7 * 86_400_000);
    expect(await settled(image.bytes())).toMatchObject({
      name: "DownloadError",
      status: 403,
      message: expect.stringContaining(expiry),
    });
    expect(await log.requests()).toHaveLength(2);
  });

  it.each([302, 403, 500])("cancels a body that does not end, with status %i", async (code) => {
    const image = await imageAt(link());
    const log = await server().respondWith(respondEndless(code, { location: "https://[" }));
    await settled(image.bytes());
    await within(log.closed(), "the connection of an unread body");
  });
});

// In some runtimes, the array buffer of a Response hides the reason that its stream failed.
async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (let read = await reader.read(); read.value; read = await reader.read()) pieces.push(read.value);
  return Buffer.concat(pieces);
}

/** The ways to read an image. */
const ways: readonly (readonly [name: string, read: (image: GeneratedImage) => Promise<unknown>])[] = [
  ["bytes()", (image) => image.bytes()],
  ["blob()", (image) => image.blob()],
  ["stream()", (image) => readAll(image.stream().getReader())],
  ["saveImage()", (image) => saveImage(image, join(tmpdir(), "never-written"))],
];

/** Generates an image with the link `url`, with each provider's client. */
const providers: readonly (readonly [name: string, imageAt: (url: string) => Promise<GeneratedImage>])[] = [
  ["ark", (url) => imageOf(createArk(options()), respond(whole({ url })))],
  ["anyfast", (url) => imageOf(createAnyfast(options()), respond(whole({ url })))],
  ["302ai", (url) => imageOf(create302AI(options()), respond(whole({ url })))],
  ["apimart", (url) => imageOf(createAPIMart(options()), respond(apimart.submission), respond(completedTask(url)))],
];

const options = (): ClientOptions => ({
  apiKey,
  baseURL: server().origin,
  clock: virtualClock(),
  timeout: timeouts,
  download: timeLimits,
});

async function imageOf(client: Parameters<typeof callClient>[0], ...handlers: Handler[]): Promise<GeneratedImage> {
  await server().respondWith(...handlers);
  const { result, error } = await callClient(client, "generate", { prompt: "A lighthouse" });
  const [outcome] = result?.images ?? [];
  if (!outcome?.ok) throw error;
  return outcome.image;
}

describe.each(providers)("a link of %s", (_, imageFrom) => {
  const publicLink = () => `http://results.example:${server().port}/0.jpeg`;

  it.each(ways)("is not followed to a public name with a private address: %s", async (_, read) => {
    const image = await imageFrom(`http://inside.example:${server().port}/0.jpeg`);
    const log = await server().respondWith(sendFile);
    expect(await settled(read(image))).toMatchObject({
      name: "DownloadError",
      message: expect.stringContaining("inside.example (10.0.0.1) is a private address"),
      retryable: false,
    });
    expect(await log.requests()).toEqual([]);
    const redirected = await imageFrom(publicLink());
    const target = `http://inside.example:${server().port}/1.jpeg`;
    const redirects = await server().respondWith(respondStatus(302, { location: target }), sendFile);
    expect(await settled(read(redirected))).toMatchObject({ message: expect.stringContaining("inside.example (10.") });
    expect((await redirects.requests()).map(({ path }) => path)).toEqual(["/0.jpeg"]);
  });

  it.each(ways)("is refused if it does not return an image: %s", async (_, read) => {
    for (const handler of [
      respond(html("<html><h1>Sorry</h1></html>")),
      respond({ type: "application/xml", text: "<?xml version='1.0'?><Error><Code>Expired</Code></Error>" }),
      respond({ type: "image/svg+xml", text: "<svg xmlns='http://www.w3.org/2000/svg'/>" }),
      respond({ type: "image/jpeg", text: "" }),
      respondInChunks({ type: "image/jpeg" }, [], "complete"),
      respondStatus(204),
      sendPart,
    ]) {
      const image = await imageFrom(publicLink());
      const log = await server().respondWith(handler);
      expect(await settled(read(image))).toMatchObject({ name: "DownloadError", retryable: true, charged: "no" });
      expect(await log.requests()).toHaveLength(3);
    }
  });

  it.each(ways)("that is relative or malformed is refused at once: %s", async (_, read) => {
    for (const url of ["/0.jpeg", "0.jpeg", "https://["]) {
      const image = await imageFrom(url);
      const log = await server().respondWith(sendFile);
      const message = expect.stringContaining(`${JSON.stringify(url)} is not a link that begins with https://`);
      expect(await settled(read(image))).toMatchObject({ name: "DownloadError", message, retryable: false });
      expect(await log.requests()).toEqual([]);
    }
  });

  it.each(ways)("reports a failure of the network, and can be read again: %s", async (_, read) => {
    const image = await imageFrom(publicLink());
    await server().respondWith(reset);
    expect(await settled(read(image))).toMatchObject({
      name: "DownloadError",
      message: expect.stringMatching(
        /could not be fetched from results\.example:\d+: .*(ECONNRESET|UND_ERR_SOCKET|reset by peer)/,
      ),
      retryable: true,
      charged: "no",
    });
  });
});

it.each(ways)("inline data that is not an image is not returned: %s", async (_, read) => {
  for (const text of ["<html></html>", "{}", ""]) {
    const image = await imageOf(createArk(options()), respond(whole({ b64_json: btoa(text) || " " })));
    expect(await settled(read(image))).toMatchObject({ name: "DownloadError", retryable: false });
  }
});

describe("a streamed download", () => {
  it("passes a piece on before the next one is sent", async () => {
    const image = await imageAt(link());
    const log = await server().respondWith([
      { step: "head", status: 200, headers },
      { step: "write", data: jpeg.subarray(0, 1000) },
      { step: "hold" },
      { step: "end", data: jpeg.subarray(1000) },
    ]);
    const reader = image.stream().getReader();
    const { value } = await reader.read();
    expect(Buffer.from(value ?? [])).toEqual(jpeg.subarray(0, 1000));
    await log.release();
    expect(Buffer.from(await readAll(reader))).toEqual(jpeg.subarray(1000));
  });

  it("errors when the connection breaks in the middle, and is not repeated", async () => {
    const image = await imageAt(link());
    const log = await server().respondWith(
      respondInChunks({ type: "image/jpeg" }, [jpeg.subarray(0, 1000)], "reset"),
      sendFile,
    );
    const reader = image.stream().getReader();
    expect((await reader.read()).value).toHaveLength(1000);
    expect(await settled(reader.read())).toMatchObject({ name: "DownloadError", retryable: true, charged: "no" });
    expect(await log.requests()).toHaveLength(1);
  });

  it("closes the connection when its reader cancels", async () => {
    const clock = virtualClock();
    const image = await imageAt(link(), { allowPrivateHosts: true }, clock);
    const log = await server().respondWith(respondInChunks({ type: "image/jpeg" }, [jpeg], "hang"));
    const reader = image.stream().getReader();
    await reader.read();
    await reader.cancel();
    await within(log.closed(), "the connection of a cancelled stream");
    expect(clock.pending).toBe(0);
  });

  it("stops at maxBytes and closes the connection", async () => {
    const image = await imageAt(link(), { maxBytes: 1500, allowPrivateHosts: true });
    const parts = [jpeg.subarray(0, 1000), jpeg.subarray(1000)];
    const log = await server().respondWith(respondInChunks({ type: "image/jpeg" }, parts, "hang"));
    const error = await settled(readAll(image.stream().getReader()));
    expect(error).toMatchObject({ name: "DownloadError", message: expect.stringContaining("maxBytes") });
    await within(log.closed(), "the connection of a stream that is too large");
  });

  it("errors after the idle time-out", async () => {
    const clock = virtualClock();
    const image = await imageAt(link(), { allowPrivateHosts: true }, clock);
    await server().respondWith(respondInChunks({ type: "image/jpeg" }, [jpeg.subarray(0, 1000)], "hang"));
    const reader = image.stream().getReader();
    await reader.read();
    const next = reader.read();
    await turn();
    clock.advance(timeouts.idle);
    expect(await settled(next)).toMatchObject({ name: "TimeoutError", charged: "no" });
    expect(clock.pending).toBe(0);
  });
});

it("does not show a key in the error of a relative link", async () => {
  const image = await imageAt(`/0.jpeg?key=${apiKey}`);
  const error = await settled(image.bytes());
  expect(error).toMatchObject({ name: "DownloadError", message: expect.stringContaining("is not a link") });
  expect(leaks([error], apiKey)).toEqual([]);
});

describe("a saved file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "seedream-faults-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is complete, with the extension of its format", async () => {
    const image = await imageAt(link());
    await server().respondWith(truncatedFile(), sendFile);
    const { path } = await saveImage(image, join(folder, "one.png"));
    expect(path).toBe(join(folder, "one.jpg"));
    expect(await readFile(path)).toEqual(jpeg);
    expect(await readdir(folder)).toEqual(["one.jpg"]);
  });

  it("does not exist if the download fails", async () => {
    const image = await imageAt(link());
    await server().respondWith(truncatedFile());
    await expect(saveImage(image, join(folder, "one"))).rejects.toMatchObject({ name: "DownloadError" });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    { how: "directly", first: "inside", paths: [] },
    { how: "after a redirect", first: "results", paths: ["/0.jpeg"] },
  ])("is not fetched from a public name with a private address, $how", async ({ first, paths }) => {
    const { port } = server();
    const image = await imageAt(`http://${first}.example:${port}/0.jpeg`, {});
    const log = await server().respondWith(
      respondStatus(302, { location: `http://inside.example:${port}/1.jpeg` }),
      sendFile,
    );
    const lookup = async (name: string) => [{ address: name === "inside.example" ? "10.0.0.1" : "93.184.215.14" }];
    const error = await settled(saveImage(image, join(folder, "one"), { lookup }));
    expect(error).toMatchObject({
      name: "DownloadError",
      message: expect.stringContaining("inside.example (10.0.0.1)"),
    });
    expect((await log.requests()).map(({ path }) => path)).toEqual(paths);
    expect(await readdir(folder)).toEqual([]);
  });

  it("can be fetched from a link that was kept, under the same guards", async () => {
    const { port, origin } = server();
    const log = await server().respondWith(sendFile);
    const saved = await saveImage(`http://results.example:${port}/0.jpeg`, join(folder, "one"));
    expect(saved).toEqual({ path: join(folder, "one.jpg"), bytes: jpeg.length, mediaType: "image/jpeg" });
    expect(await readFile(saved.path)).toEqual(jpeg);
    expect((await log.requests()).map(({ headers }) => headers.authorization)).toEqual([undefined]);
    const target = join(folder, "two");
    for (const url of [`${origin}/0.jpeg`, `http://inside.example:${port}/0.jpeg`, new URL(`${origin}/0.jpeg`)]) {
      const error = await settled(saveImage(url, target));
      expect(error).toMatchObject({ name: "DownloadError", message: expect.stringContaining("private address") });
    }
    await server().respondWith(respond(html("<html></html>")));
    const error = await settled(saveImage(`http://results.example:${port}/0.jpeg`, target));
    expect(error).toMatchObject({ name: "DownloadError", message: expect.stringContaining("Not an image") });
    expect(await readdir(folder)).toEqual(["one.jpg"]);
  });

  it.each(["../escaped", "x/../../escaped", "png/../../escaped", "..", "x\0y", "sh"])(
    "keeps its folder and name for any output_format of the server: %j",
    async (output_format) => {
      const inner = join(folder, "inner");
      const image = await imageAt(link(), { allowPrivateHosts: true }, virtualClock(), { output_format });
      await server().respondWith(respond({ type: "image/jpeg", text: "#!/bin/sh\n" }));
      const error = await settled(saveImage(image, join(inner, "one")));
      expect(error).toMatchObject({ name: "DownloadError" });
      expect(await readdir(folder)).toEqual([]);
      await server().respondWith(sendFile);
      expect(await saveImage(image, join(inner, "one"))).toMatchObject({ path: join(inner, "one.jpg") });
      expect(await readdir(inner)).toEqual(["one.jpg"]);
      expect((await readdir(dirname(folder))).filter((name) => name.includes("escaped"))).toEqual([]);
    },
  );

  function truncatedFile(): Handler {
    return respondInChunks({ type: "image/jpeg" }, [jpeg.subarray(0, 1000)], "close");
  }
});
