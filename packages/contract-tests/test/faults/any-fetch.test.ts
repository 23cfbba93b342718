import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import { ConnectionError, OutcomeUnknownError, RateLimitError } from "@seedream-clients/core";
import { beforeEach, describe, expect, it } from "vitest";
import { callClient, methods } from "../../src/call-client.ts";
import { anyFetch } from "../../src/faults/any-fetch.ts";
import { events, image, json, whole } from "../../src/faults/bodies.ts";
import { drops } from "../../src/faults/faults.ts";
import {
  noResponse,
  respond,
  respondBytes,
  respondEndless,
  respondInChunks,
  respondStatus,
} from "../../src/faults/handlers.ts";
import { leaks } from "../../src/faults/leaks.ts";
import { openFaultServer } from "../../src/faults/open-fault-server.ts";
import { apiKey, apimart, arkStream, arkWhole, subjects } from "../../src/faults/subjects.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4]);

describe.each(Object.entries(anyFetch))("with %s", (name, load) => {
  let fetch: typeof globalThis.fetch;
  beforeEach(async () => {
    fetch = await load();
  });
  const options = () => ({ apiKey, baseURL: server().origin, fetch, clock: virtualClock(), timeout: timeouts });
  const clientOf = (subject: (typeof subjects)[number], clock = virtualClock()) =>
    subject.create({ baseURL: server().origin, fetch, clock });
  const streams = !name.includes("without");

  it.each(subjects)("a call succeeds: $name", async (subject) => {
    for (const method of methods) {
      const log = await server().respondWith(respond(subject.submission), ...subject.polls);
      const { result, error } = await callClient(clientOf(subject), method, subject.request);
      expect(error).toBeUndefined();
      expect(result?.images.every(({ ok }) => ok)).toBe(true);
      expect((await log.requests())[0]?.headers).toMatchObject({
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/json",
      });
    }
  });

  it.each(subjects)("a refusal is retried, and reported if no retry helps: $name", async (subject) => {
    const limited = respond(json({ error: { code: "RateLimitExceeded", message: "slow down" } }), 429);
    const log = await server().respondWith(limited, respond(subject.submission), ...subject.polls);
    expect((await callClient(clientOf(subject), "generate", subject.request)).error).toBeUndefined();
    expect(await log.posts()).toBe(2);
    await server().respondWith(limited);
    const { error } = await callClient(clientOf(subject), "generate", subject.request);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ reason: "slow down", charged: "no", requestId: expect.any(String) });
    expect(leaks(error, apiKey)).toEqual([]);
  });

  // node-fetch 2 does not notice that a body is shorter than its content length, but the client's idle time-out does.
  const idle = 500;

  it.each(drops)("a submission is sent once when $name", async ({ damage }) => {
    for (const subject of subjects) {
      const log = await server().respondWith(damage(subject.submission), ...subject.polls);
      const client = subject.create({ ...options(), clock: undefined, timeout: { idle } });
      const { error } = await callClient(client, "generate", subject.request);
      expect(error).toBeInstanceOf(OutcomeUnknownError);
      expect(error).toMatchObject({ charged: "unknown", retryable: false });
      expect(await log.posts()).toBe(1);
      expect(leaks(error, apiKey)).toEqual([]);
    }
  });

  it("nothing was sent if the connection was refused, the name is unknown or TLS is missing", async () => {
    const { origin, close } = await openFaultServer();
    await close();
    const secure = server().origin.replace("http:", "https:");
    for (const baseURL of [origin, "http://nowhere.invalid", secure]) {
      const client = createArk({ ...options(), baseURL, maxRetries: 0 });
      const { error } = await callClient(client, "generate", arkWhole.request);
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error).toMatchObject({ charged: "no", retryable: true });
      expect(leaks(error, apiKey)).toEqual([]);
    }
  });

  it("a redirect is not followed, and its body is cancelled", async () => {
    const elsewhere = await openFaultServer();
    try {
      const target = await elsewhere.respondWith(respond(arkWhole.submission));
      const log = await server().respondWith([
        ...respondEndless(307, { location: `${elsewhere.origin}/images` }),
        ...(streams ? [] : [{ step: "end", data: "" } as const]),
      ]);
      const { error } = await callClient(clientOf(arkWhole), "generate", arkWhole.request);
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error).toMatchObject({ charged: "unknown", message: expect.stringContaining(elsewhere.origin) });
      expect(await target.requests()).toEqual([]);
      if (streams) await within(log.closed(), "the connection of a redirect");
    } finally {
      await elsewhere.close();
    }
  });

  it("a time-out and an abort end a call", async () => {
    for (const end of ["total", "abort"] as const) {
      const log = await server().respondWith(noResponse);
      const clock = virtualClock();
      const controller = new AbortController();
      const call = callClient(clientOf(arkWhole, clock), "generate", arkWhole.request, { signal: controller.signal });
      await log.received();
      if (end === "total") clock.advance(timeouts.total);
      else controller.abort();
      const { error } = await within(call, "a call that ends");
      expect(error).toMatchObject({
        name: end === "total" ? "OutcomeUnknownError" : "AbortedError",
        charged: "unknown",
      });
      await within(log.closed(), "the connection of a call that ended");
      expect(clock.pending).toBe(0);
    }
  });

  it("references are uploaded and results downloaded byte for byte", async () => {
    const log = await server().respondWith(
      respond(json({ url: "https://uploads.example/1.png" })),
      respond(apimart.submission),
      ...apimart.polls,
    );
    const client = createAPIMart(options());
    const { error } = await callClient(client, "generate", { ...apimart.request, images: png });
    expect(error).toBeUndefined();
    const [upload, submission] = await log.requests();
    expect(upload?.headers["content-type"]).toMatch(/^multipart\/form-data; ?boundary=/);
    expect(upload?.body).toContain('filename="reference.png"');
    expect(JSON.parse(submission?.body ?? "")).toMatchObject({ image_urls: ["https://uploads.example/1.png"] });

    await server().respondWith(
      respond(whole({ url: `${server().origin}/0.png` })),
      respondBytes(png, { "content-type": "image/png" }),
    );
    const ark = createArk({ ...options(), clock: undefined, download: { allowPrivateHosts: true } });
    const [outcome] = (await ark.generate({ prompt: "A lighthouse" })).images;
    // A fetch without streams and array buffers returns only text.
    if (name.includes("array buffers")) return;
    expect(outcome?.ok && [...(await outcome.image.bytes())]).toEqual([...png]);
  });

  it("a raw call returns data, or the error of the provider", async () => {
    const ark = createArk(options());
    const body = { model: "doubao-seedream-4-5-251128", prompt: "A lighthouse" };
    await server().respondWith(respond(arkWhole.submission));
    const made = await ark.api.POST("/images/generations", { body });
    expect(made.data).toMatchObject({ data: [{ url: "https://results.example/0.jpeg" }] });
    await server().respondWith(respond(json({ error: { code: "InvalidParameter" } }), 400));
    const refused = await ark.api.POST("/images/generations", { body });
    expect(refused.error).toMatchObject({ error: { code: "InvalidParameter" } });
    await server().respondWith(respondStatus(500));
    expect((await ark.api.POST("/images/generations", { body })).response.status).toBe(500);
  });

  if (!streams) return;

  it("images that arrived before the connection broke are kept", async () => {
    const frames = [image(0), image(1)].map((event) => events(event).text);
    for (const ending of ["close", "reset", "complete"] as const) {
      const log = await server().respondWith(
        respondInChunks({ type: "text/event-stream" }, [...frames, { step: "hold" }], ending),
      );
      let images = 0;
      const read = async () => {
        for await (const { type } of clientOf(arkStream).stream(arkStream.request)) {
          if (type === "image" && ++images === 2) await log.release();
        }
      };
      const error = await within(
        read().catch((cause: unknown) => cause),
        "a stream that breaks",
      );
      expect(error).toMatchObject({ charged: "unknown", retryable: false, images: { length: 2 } });
      expect(await log.posts()).toBe(1);
    }
  });

  it("a stream that is left early closes its connection", async () => {
    const frames = [events(image(0)).text, events(image(1)).text];
    const log = await server().respondWith(respondInChunks({ type: "text/event-stream" }, frames, "hang"));
    for await (const { type } of clientOf(arkStream).stream(arkStream.request)) if (type === "image") break;
    await within(log.closed(), "the connection after a break");
  });

  it("a raw body that stays silent ends at the idle time-out", async () => {
    const log = await server().respondWith(respondInChunks(arkWhole.submission, ["{"], "hang"));
    const clock = virtualClock();
    const ark = createArk({ ...options(), clock });
    const body = { model: "doubao-seedream-4-5-251128", prompt: "A lighthouse" };
    const { response } = await ark.api.POST("/images/generations", { body, parseAs: "stream" });
    const text = response.text().catch((error: unknown) => error);
    await expect.poll(() => clock.pending, { interval: 1, timeout: 10_000 }).toBe(2);
    clock.advance(timeouts.idle);
    expect(await within(text, "a silent raw body")).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringContaining("timeout.idle"),
    });
    await within(log.closed(), "the connection of a raw call");
  });
});
