import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { saveImage } from "@seedream-clients/ark/node";
import type { DownloadLimits, GeneratedImage } from "@seedream-clients/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callClient } from "../../src/call-client.ts";
import { answer, broken, type Ending, raw, status } from "../../src/faults/answer.ts";
import type { Fault } from "../../src/faults/fault-server.ts";
import { useFaultServer } from "../../src/faults/harness.ts";
import { leaks } from "../../src/faults/leaks.ts";
import { localNames } from "../../src/faults/names.ts";
import { apiKey, arkWhole, whole } from "../../src/faults/subject.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
let names: ReturnType<typeof localNames>;
beforeEach(() => {
  names = localNames();
});
afterEach(() => names.restore());

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 2000 }, (_, i) => i % 251)]);
const times = { timeout: timeouts.total, idleTimeout: timeouts.idle };

/** The one image of an answer, whose link is `url`. */
async function imageAt(
  url: string,
  limit: DownloadLimits = { allowPrivateHosts: true },
  clock = virtualClock(),
  more: object = {},
): Promise<GeneratedImage> {
  server().play(answer(whole({ url, ...more })));
  const client = arkWhole.create({
    baseURL: server().origin,
    clock,
    download: { ...times, ...limit },
    headers: { "x-secret": "s-0123456789", cookie: "session=s-0123456789" },
  });
  const { result, error } = await callClient(client, "generate", arkWhole.request);
  const [outcome] = result?.images ?? [];
  if (!outcome?.ok) throw error;
  return outcome.image;
}

const here = () => `${server().origin}/0.jpeg`;
const file: Fault = ({ response }) => {
  response.writeHead(200, { "content-type": "image/jpeg", "content-length": jpeg.length });
  response.end(jpeg);
};
const settled = (promise: Promise<unknown>) =>
  within(
    promise.catch((cause: unknown) => cause),
    "a download",
  );

describe("a download", () => {
  it("carries no credentials and nothing else of the client", async () => {
    const image = await imageAt(here());
    const played = server().play(file);
    expect(Buffer.from(await image.bytes())).toEqual(jpeg);
    const [received] = played.received;
    expect(received).toMatchObject({ method: "GET", path: "/0.jpeg", body: "" });
    expect(received?.headers).not.toHaveProperty("authorization");
    expect(received?.headers).not.toHaveProperty("cookie");
    expect(leaks(received?.headers, apiKey)).toEqual([]);
    expect(leaks(received?.headers, "s-0123456789")).toEqual([]);
  });

  it("carries none where it is redirected, either", async () => {
    const image = await imageAt(here());
    const played = server().play(status(302, { location: "/elsewhere.jpeg" }), file);
    expect(Buffer.from(await image.bytes())).toEqual(jpeg);
    expect(played.received.map(({ path }) => path)).toEqual(["/0.jpeg", "/elsewhere.jpeg"]);
    for (const { headers } of played.received) expect(headers).not.toHaveProperty("authorization");
  });

  it.each([301, 302, 303, 307, 308])("is not redirected to a private address: %i", async (code) => {
    const { port, origin } = server();
    const image = await imageAt(`http://results.example:${port}/0.jpeg`, {});
    const played = server().play(status(code, { location: `${origin}/latest/meta-data` }), file);
    const error = await settled(image.bytes());
    expect(error).toMatchObject({ name: "DownloadError", message: expect.stringContaining("127.0.0.1") });
    expect(played.received.map(({ path }) => path)).toEqual(["/0.jpeg"]);
  });

  it("is redirected to a public one", async () => {
    const { port } = server();
    const image = await imageAt(`http://results.example:${port}/0.jpeg`, {});
    server().play(status(302, { location: `http://more.example:${port}/1.jpeg` }), file);
    expect(Buffer.from(await image.bytes())).toEqual(jpeg);
    expect(names.asked).toEqual(["results.example", "more.example"]);
  });

  // Port 9 is one that fetch refuses: nothing is reached even if the name is let through.
  it.each(["metadata", "kubernetes", "localhost", "localhost.localdomain", "router.lan", "nas.home.arpa"])(
    "is not made from a name of the local network: %s",
    async (name) => {
      const image = await imageAt(`http://${name}:9/latest`, {});
      const error = await settled(image.bytes());
      expect(error).toMatchObject({ name: "DownloadError", message: expect.stringContaining("allowPrivateHosts") });
      expect(names.asked).toEqual([]);
    },
  );

  it("ends when it is redirected for ever", async () => {
    const image = await imageAt(here());
    const played = server().play(status(302, { location: "/0.jpeg" }));
    expect(await settled(image.bytes())).toMatchObject({ name: "DownloadError" });
    expect(played.received.length).toBeLessThan(20);
  });

  it.each(["https://[", "http://", "javascript:0", "file:///etc/passwd", "data:image/png;base64,AAAA", ""])(
    "is a typed error when it is redirected to %j",
    async (location) => {
      const image = await imageAt(here());
      server().play(status(302, { location }));
      expect(await settled(image.bytes())).toMatchObject({ name: "DownloadError" });
    },
  );

  it("stops at the limit of its size, and hangs up", async () => {
    const image = await imageAt(here(), { maxBytes: 1000, allowPrivateHosts: true });
    const played = server().play(broken({ type: "image/jpeg" }, [jpeg], "silence"));
    expect(await settled(image.bytes())).toMatchObject({ name: "DownloadError", message: /maxBytes/ });
    await within(Promise.resolve(played.received[0]?.gone), "a download that was too large");
    expect(played.received).toHaveLength(1);
  });

  it("that falls silent is given up", async () => {
    const clock = virtualClock();
    const image = await imageAt(here(), { allowPrivateHosts: true }, clock);
    const played = server().play(broken({ type: "image/jpeg" }, [jpeg.subarray(0, 10)], "silence"));
    const bytes = image.bytes();
    await played.arrived();
    clock.advance(timeouts.idle);
    expect(await settled(bytes)).toMatchObject({ name: "TimeoutError", charged: "no" });
    await within(Promise.resolve(played.received[0]?.gone), "a download that fell silent");
    expect(clock.pending).toBe(0);
  });

  it("that is aborted ends at once", async () => {
    const clock = virtualClock();
    const image = await imageAt(here(), { allowPrivateHosts: true }, clock);
    const played = server().play(() => {});
    const controller = new AbortController();
    const bytes = image.bytes({ signal: controller.signal });
    await played.arrived();
    controller.abort();
    expect(await settled(bytes)).toMatchObject({ name: "AbortedError", charged: "no" });
    await played.received[0]?.gone;
    expect(clock.pending).toBe(0);
  });

  const begun = (ending: Ending) => broken({ type: "image/jpeg" }, [jpeg.subarray(0, 1000)], ending);
  it.each<{ name: string; fault: Fault }>([
    { name: "is closed inside the file", fault: begun("close") },
    { name: "is reset inside the file", fault: begun("reset") },
    { name: "is closed before the headers", fault: ({ socket }) => void socket.destroy() },
    { name: "is reset before the headers", fault: ({ socket }) => void socket.resetAndDestroy() },
    { name: "gives something else than HTTP", fault: raw("no\r\n\r\n") },
    { name: "gives 500", fault: status(500) },
    { name: "gives 503", fault: status(503) },
    { name: "gives 429", fault: status(429) },
  ])("starts again when the connection $name", async ({ fault }) => {
    const clock = virtualClock();
    const image = await imageAt(here(), { allowPrivateHosts: true }, clock);
    const played = server().play(fault, fault, file);
    expect(Buffer.from(await image.bytes())).toEqual(jpeg);
    expect(played.received).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it("is given up after some attempts, and then says why", async () => {
    const image = await imageAt(here());
    const played = server().play(begun("close"));
    expect(await settled(image.bytes())).toMatchObject({ name: "DownloadError", cause: expect.any(Error) });
    expect(played.received.length).toBeLessThan(10);
  });

  it("from a link that expired says so, and when", async () => {
    const clock = virtualClock();
    const image = await imageAt(here(), { allowPrivateHosts: true }, clock);
    const expiry = image.expiresAt?.toISOString() ?? "no date";
    const played = server().play(status(403));
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
    expect(played.received).toHaveLength(2);
  });

  it.each([302, 403, 500])("lets go of an answer of %i whose body does not end", async (code) => {
    const image = await imageAt(here());
    const played = server().play(({ response }) => {
      response.writeHead(code, { location: "https://[" });
      response.write("x");
    });
    await settled(image.bytes());
    await within(Promise.resolve(played.received[0]?.gone), "a connection from which nobody reads");
  });
});

describe("a file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "seedream-faults-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is whole, with the extension of what it is", async () => {
    const image = await imageAt(here());
    server().play(begun(), file);
    const { path } = await saveImage(image, join(folder, "one.png"));
    expect(path).toBe(join(folder, "one.jpg"));
    expect(await readFile(path)).toEqual(jpeg);
    expect(await readdir(folder)).toEqual(["one.jpg"]);
  });

  it("is not there at all when its download fails", async () => {
    const image = await imageAt(here());
    server().play(begun());
    await expect(saveImage(image, join(folder, "one"))).rejects.toMatchObject({ name: "DownloadError" });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    { how: "at once", first: "inside", received: [] },
    { how: "by a redirect", first: "results", received: ["/0.jpeg"] },
  ])("is not fetched through a public name that leads to a private address, $how", async ({ first, received }) => {
    const { port } = server();
    const image = await imageAt(`http://${first}.example:${port}/0.jpeg`, {});
    const played = server().play(status(302, { location: `http://inside.example:${port}/1.jpeg` }), file);
    const lookup = async (name: string) => [{ address: name === "inside.example" ? "10.0.0.1" : "93.184.215.14" }];
    const error = await settled(saveImage(image, join(folder, "one"), { lookup }));
    expect(error).toMatchObject({
      name: "DownloadError",
      message: expect.stringContaining("inside.example (10.0.0.1)"),
    });
    expect(played.received.map(({ path }) => path)).toEqual(received);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(["../escaped", "x/../../escaped", "png/../../escaped", "..", "x\0y", "sh"])(
    "does not leave its folder, or take a name, at the word of the server: output_format %j",
    async (output_format) => {
      const inner = join(folder, "inner");
      const image = await imageAt(here(), { allowPrivateHosts: true }, virtualClock(), { output_format });
      server().play(answer({ type: "image/jpeg", text: "#!/bin/sh\n" }));
      const saved = await saveImage(image, join(inner, "one")).catch((cause: unknown) => cause);
      if (saved instanceof Error) expect(saved).toMatchObject({ name: "DownloadError" });
      else
        expect(saved).toMatchObject({
          path: expect.stringMatching(/\/inner\/one\.(jpe?g|png|webp|gif|bmp|tiff?|hei[cf]|bin)$/),
        });
      expect(await readdir(folder)).toEqual(saved instanceof Error ? [] : ["inner"]);
      expect((await readdir(dirname(folder))).filter((name) => name.includes("escaped"))).toEqual([]);
    },
  );

  function begun(): Fault {
    return broken({ type: "image/jpeg" }, [jpeg.subarray(0, 1000)], "close");
  }
});
