import { setImmediate as turn } from "node:timers/promises";
import { createAPIMart } from "@seedream-clients/apimart";
import {
  AbortedError,
  ContentPolicyError,
  type ImageEvent,
  OutcomeUnknownError,
  StreamInterruptedError,
  TaskTimeoutError,
} from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import { callClient, type Method, methods, type Outcome } from "../../src/call-client.ts";
import { blocked, completed, completedTask, events, image, task, taskId, whole } from "../../src/faults/bodies.ts";
import { unknownOutcomes } from "../../src/faults/faults.ts";
import type { Bytes } from "../../src/faults/handler.ts";
import { type Ending, respond, respondInChunks, respondStatus } from "../../src/faults/handlers.ts";
import { type MeteredFetch, meteredFetch } from "../../src/faults/metered-fetch.ts";
import { apiKey, apimart, arkStream, arkWhole } from "../../src/faults/subjects.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
const eventStream = { type: "text/event-stream" };
const frame = (data: object) => events(data).text;
const frames = (count: number) => Array.from({ length: count }, (_, index) => frame(image(index)));

const linksOf = ({ events: seen }: Outcome) =>
  seen.flatMap((event) => (event.type === "image" ? [event.image.url] : []));
const links = (count: number) => Array.from({ length: count }, (_, index) => `https://results.example/${index}.jpeg`);

describe.each([1, 2, 3])("keeps %i images that arrived", (count) => {
  const arrived = links(count).map((url) => ({ url }));

  it.each<{ name: string; ending: Ending; more?: string | Uint8Array }>([
    { name: "when the socket is closed", ending: "close" },
    { name: "when the socket is closed inside the next event", ending: "close", more: frame(image(9)).slice(0, 70) },
    { name: "when the socket is reset", ending: "reset" },
    { name: "when the stream ends too soon", ending: "complete" },
    {
      name: "after an error event",
      ending: "complete",
      more: events({ error: { code: "InternalServiceError" } }).text,
    },
    { name: "after an error event with a name", ending: "complete", more: 'event: error\ndata: {"error":{}}\n\n' },
    { name: "after bytes that are not text", ending: "close", more: new Uint8Array(64).fill(0xff) },
  ])("$name", async ({ ending, more }) => {
    const sent = [...frames(count), ...(more ? [more] : [])];

    const { result } = await endOnceRead("generate", sent, ending);
    expect(result?.images.map((outcome) => outcome.ok && outcome.image.url)).toEqual(links(count));
    expect(result?.interrupted).toMatchObject({ charged: "unknown", retryable: false, images: arrived });

    const streamed = await endOnceRead("stream", sent, ending);
    expect(linksOf(streamed)).toEqual(links(count));
    expect(streamed.error).toBeInstanceOf(StreamInterruptedError);
    expect(streamed.error).toMatchObject({ images: arrived, charged: "unknown", requestId: "req-0a1b2c3d" });
  });

  it.each(["close", "reset"] as const)("together with the end of the connection: %s", async (ending) => {
    const log = await server().respondWith(respondInChunks(eventStream, frames(count), ending));
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    const { result } = await callClient(client, "generate", arkStream.request);
    expect(result?.images.map((outcome) => outcome.ok && outcome.image.url)).toEqual(links(count));
    expect(await log.posts()).toBe(1);
  });

  it.each(methods)("after an abort: %s()", async (method) => {
    await server().respondWith(respondInChunks(eventStream, frames(count), "hang"));
    const clock = virtualClock();
    const controller = new AbortController();
    const meter = meteredFetch();
    const client = arkStream.create({ baseURL: server().origin, clock, fetch: meter.fetch });
    const call = callClient(client, method, arkStream.request, { signal: controller.signal });
    await allRead(meter, frames(count));
    controller.abort();
    const { error } = await within(call, "an aborted stream");
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ images: arrived, charged: "unknown" });
    expect(clock.pending).toBe(0);
  });

  it.each(methods)("after the idle time-out: %s()", async (method) => {
    await server().respondWith(respondInChunks(eventStream, frames(count), "hang"));
    const clock = virtualClock();
    const meter = meteredFetch();
    const client = arkStream.create({ baseURL: server().origin, clock, fetch: meter.fetch });
    const call = callClient(client, method, arkStream.request);
    await allRead(meter, frames(count));
    clock.advance(timeouts.idle);
    const { result, error } = await within(call, "an idle stream");
    const ended = method === "generate" ? result?.interrupted : error;
    expect(ended).toBeInstanceOf(StreamInterruptedError);
    expect(ended).toMatchObject({ images: arrived, message: expect.stringContaining("timeout.idle") });
    if (method === "generate") expect(result?.images).toHaveLength(count);
  });
});

/** Ends the response to a call when the client has read all chunks. */
async function endOnceRead(method: Method, sent: readonly Bytes[], ending: Ending): Promise<Outcome> {
  const log = await server().respondWith(respondInChunks(eventStream, [...sent, { step: "hold" }], ending));
  const meter = meteredFetch();
  const client = arkStream.create({ baseURL: server().origin, clock: virtualClock(), fetch: meter.fetch });
  const call = callClient(client, method, arkStream.request);
  await allRead(meter, sent);
  await log.release();
  const outcome = await within(call, "a call whose response ends");
  expect(await log.posts()).toBe(1);
  return outcome;
}

/** Waits until the client has read and processed all chunks. */
async function allRead(meter: MeteredFetch, sent: readonly Bytes[]): Promise<void> {
  const bytes = Buffer.concat(sent.map((chunk) => Buffer.from(chunk)));
  await expect.poll(() => meter.bytes, { interval: 1, timeout: 10_000 }).toBe(bytes.length);
  for (let turns = 0; turns < 20; turns++) await turn();
}

it("reports no images when none arrived", async () => {
  await server().respondWith(respondInChunks(eventStream, [frame(image(0)).slice(0, 40)], "close"));
  const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
  const { error } = await callClient(client, "generate", arkStream.request);
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({ images: [] });
});

describe("returns the other images when one is blocked", () => {
  const stream = events(image(0), blocked(1), image(2), completed(2), "[DONE]");
  const url = (index: number) => image(index).url;
  const single = whole({ url: url(0) }, { error: blocked(1).error }, { url: url(2) });

  it.each([
    { name: "with streaming", subject: arkStream, body: stream },
    { name: "without streaming", subject: arkWhole, body: single },
  ])("$name", async ({ subject, body }) => {
    await server().respondWith(respond(body));
    const client = () => subject.create({ baseURL: server().origin, clock: virtualClock() });
    const { result } = await callClient(client(), "generate", subject.request);
    expect(result?.images).toMatchObject([
      { ok: true, image: { url: url(0) } },
      { ok: false, error: { subject: "output-image" } },
      { ok: true, image: { url: url(2) } },
    ]);
    expect(result?.interrupted).toBeUndefined();

    const streamed = await callClient(client(), "stream", subject.request);
    expect(streamed.error).toBeUndefined();
    expect(streamed.events.map(({ type }) => type).filter((type) => type !== "progress")).toEqual([
      "image",
      "image-failed",
      "image",
      "completed",
    ]);
  });

  it("and throws ContentPolicyError only when all are blocked", async () => {
    await server().respondWith(respond(events(blocked(0), blocked(1), completed(0), "[DONE]")));
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    expect((await callClient(client, "generate", arkStream.request)).error).toBeInstanceOf(ContentPolicyError);
  });
});

it("does not count the time of a slow reader towards the idle time-out", async () => {
  await server().respondWith(respondInChunks(eventStream, [...frames(3), frame(completed(3))], "complete"));
  const clock = virtualClock();
  const client = arkStream.create({ baseURL: server().origin, clock });
  const seen: ImageEvent["type"][] = [];
  for await (const { type } of client.stream(arkStream.request)) {
    if (type !== "progress") seen.push(type);
    if (type === "image") clock.advance(timeouts.idle + 1);
  }
  expect(seen).toEqual(["image", "image", "image", "completed"]);
});

describe("does not lose a task", () => {
  const done = respond(completedTask("https://results.example/0.jpeg"));
  const create = (clock = virtualClock()) => apimart.create({ baseURL: server().origin, clock });

  it.each(unknownOutcomes)("if $name during a poll", async ({ damage }) => {
    const log = await server().respondWith(
      respond(apimart.submission),
      damage(task("processing")),
      damage(completedTask("https://results.example/0.jpeg")),
      done,
    );
    const { result, error } = await callClient(create(), "generate", apimart.request);
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ images: [{ ok: true }], task: { id: taskId } });
    expect(await log.posts()).toBe(1);
  });

  it.each([
    { name: "a poll that is redirected", handler: respondStatus(302, { location: "https://elsewhere.example/" }) },
    { name: "a poll that is refused", handler: respondStatus(401) },
    { name: "a poll with status 404", handler: respondStatus(404) },
    { name: "a poll with status 429", handler: respondStatus(429, { "retry-after": "86400" }) },
    { name: "a poll with status 503", handler: respondStatus(503, { "retry-after": "86400" }) },
  ])("after $name: throws its handle, and does not allow a retry of the submission", async ({ handler }) => {
    await server().respondWith(respond(apimart.submission), handler);
    const { error, events: seen } = await callClient(create(), "stream", apimart.request);
    expect(error).toMatchObject({ task: { provider: "apimart", id: taskId } });
    expect(seen.at(-1)).toMatchObject({ type: "progress", task: { id: taskId } });
    expect(error).toMatchObject({ retryable: false, charged: "unknown" });
  });

  it("at the deadline: another client can wait for the task with its handle in JSON", async () => {
    await server().respondWith(respond(apimart.submission), respond(task("processing")));
    const { error } = await callClient(create(), "generate", apimart.request);
    expect(error).toBeInstanceOf(TaskTimeoutError);
    const saved = JSON.stringify(error instanceof TaskTimeoutError && error.task);

    const log = await server().respondWith(done);
    const elsewhere = createAPIMart({ apiKey, baseURL: server().origin });
    const result = await elsewhere.task(JSON.parse(saved)).wait();
    expect(result).toMatchObject({ images: [{ ok: true }], task: { id: taskId } });
    expect(await log.requests()).toMatchObject([{ method: "GET", path: `/v1/tasks/${taskId}` }]);
  });

  it("when the idle time-out is shorter than the pause between polls", async () => {
    const idle = 1499;
    const clock = virtualClock({ timeouts: [idle] });
    const polls = Array.from({ length: 5 }, () => respond(task("processing")));
    await server().respondWith(respond(apimart.submission), ...polls, done);
    const { error } = await callClient(create(clock), "generate", apimart.request, { timeout: { ...timeouts, idle } });
    expect(error).toBeUndefined();
  });
});
