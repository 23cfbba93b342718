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
import { callClient, methods, type Outcome } from "../../src/call-client.ts";
import { answer, broken, type Ending, events, status } from "../../src/faults/answer.ts";
import { outcomeUnknown } from "../../src/faults/catalogue.ts";
import { useFaultServer } from "../../src/faults/harness.ts";
import { type MeteredFetch, meteredFetch } from "../../src/faults/metered-fetch.ts";
import {
  apiKey,
  apimart,
  arkStream,
  arkWhole,
  blocked,
  completed,
  image,
  task,
  taskDone,
  taskId,
  whole,
} from "../../src/faults/subject.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
const group = { type: "text/event-stream" };
const frame = (data: object) => events(data).text;
const frames = (count: number) => Array.from({ length: count }, (_, index) => frame(image(index)));

const linksOf = ({ events: seen }: Outcome) =>
  seen.flatMap((event) => (event.type === "image" ? [event.image.url] : []));
const links = (count: number) => Array.from({ length: count }, (_, index) => `https://results.example/${index}.jpeg`);

describe.each([1, 2, 3])("%i images that arrived survive", (count) => {
  const arrived = links(count).map((url) => ({ url }));

  it.each<{ name: string; ending: Ending; more?: string | Uint8Array }>([
    { name: "the socket being closed", ending: "close" },
    { name: "the socket being closed inside the next event", ending: "close", more: frame(image(9)).slice(0, 70) },
    { name: "the socket being reset", ending: "reset" },
    { name: "a stream that ends too soon", ending: "complete" },
    { name: "an error event", ending: "complete", more: events({ error: { code: "InternalServiceError" } }).text },
    { name: "an error event with its name", ending: "complete", more: 'event: error\ndata: {"error":{}}\n\n' },
    { name: "bytes that are no text", ending: "close", more: new Uint8Array(64).fill(0xff) },
  ])("$name", async ({ ending, more }) => {
    const played = server().play(broken(group, [...frames(count), ...(more ? [more] : [])], ending));
    const client = () => arkStream.create({ baseURL: server().origin, clock: virtualClock() });

    const { result } = await callClient(client(), "generate", arkStream.request);
    expect(result?.images.map((outcome) => outcome.ok && outcome.image.url)).toEqual(links(count));
    expect(result?.interrupted).toMatchObject({ charged: "unknown", retryable: false, images: arrived });

    const streamed = await callClient(client(), "stream", arkStream.request);
    expect(linksOf(streamed)).toEqual(links(count));
    expect(streamed.error).toBeInstanceOf(StreamInterruptedError);
    expect(streamed.error).toMatchObject({ images: arrived, charged: "unknown", requestId: "req-0a1b2c3d" });
    expect(played.posts).toBe(2);
  });

  it.each(methods)("an abort, %s()", async (method) => {
    server().play(broken(group, frames(count), "silence"));
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

  it.each(methods)("a stream that falls silent, %s()", async (method) => {
    server().play(broken(group, frames(count), "silence"));
    const clock = virtualClock();
    const meter = meteredFetch();
    const client = arkStream.create({ baseURL: server().origin, clock, fetch: meter.fetch });
    const call = callClient(client, method, arkStream.request);
    await allRead(meter, frames(count));
    clock.advance(timeouts.idle);
    const { result, error } = await within(call, "a silent stream");
    const ended = method === "generate" ? result?.interrupted : error;
    expect(ended).toBeInstanceOf(StreamInterruptedError);
    expect(ended).toMatchObject({ images: arrived, message: expect.stringContaining("timeout.idle") });
    if (method === "generate") expect(result?.images).toHaveLength(count);
  });
});

/** Until everything was read, and what follows from it has happened. */
async function allRead(meter: MeteredFetch, sent: readonly string[]): Promise<void> {
  await expect.poll(() => meter.bytes, { interval: 1, timeout: 10_000 }).toBe(Buffer.byteLength(sent.join("")));
  for (let rest = 0; rest < 20; rest++) await turn();
}

it("no image that arrived is claimed when none did", async () => {
  server().play(broken(group, [frame(image(0)).slice(0, 40)], "close"));
  const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
  const { error } = await callClient(client, "generate", arkStream.request);
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({ images: [] });
});

describe("a blocked image does not cost its siblings", () => {
  const stream = events(image(0), blocked(1), image(2), completed(2), "[DONE]");
  const url = (index: number) => image(index).url;
  const single = whole({ url: url(0) }, { error: blocked(1).error }, { url: url(2) });

  it.each([
    { name: "in a stream", subject: arkStream, body: stream },
    { name: "in an answer", subject: arkWhole, body: single },
  ])("$name", async ({ subject, body }) => {
    server().play(answer(body));
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

  it("and is the error only when there is no image at all", async () => {
    server().play(answer(events(blocked(0), blocked(1), completed(0), "[DONE]")));
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    expect((await callClient(client, "generate", arkStream.request)).error).toBeInstanceOf(ContentPolicyError);
  });
});

it("a reader that takes its time does not lose a stream to the limit on silence", async () => {
  server().play(broken(group, [...frames(3), frame(completed(3))], "complete"));
  const clock = virtualClock();
  const client = arkStream.create({ baseURL: server().origin, clock });
  const seen: ImageEvent["type"][] = [];
  for await (const { type } of client.stream(arkStream.request)) {
    if (type !== "progress") seen.push(type);
    if (type === "image") clock.advance(timeouts.idle + 1);
  }
  expect(seen).toEqual(["image", "image", "image", "completed"]);
});

describe("a task is not lost", () => {
  const done = answer(taskDone("https://results.example/0.jpeg"));
  const create = (clock = virtualClock()) => apimart.create({ baseURL: server().origin, clock });

  it.each(outcomeUnknown)("to a look at which $name", async ({ to }) => {
    const played = server().play(
      answer(apimart.submitted),
      to(task("processing")),
      to(taskDone("https://results.example/0.jpeg")),
      done,
    );
    const { result, error } = await callClient(create(), "generate", apimart.request);
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ images: [{ ok: true }], task: { id: taskId } });
    expect(played.posts).toBe(1);
  });

  it.each([
    { name: "a look that is redirected", fault: status(302, { location: "https://elsewhere.example/" }) },
    { name: "a look that is refused", fault: status(401) },
    { name: "a look that finds nothing", fault: status(404) },
    { name: "a look that comes too often", fault: status(429, { "retry-after": "86400" }) },
    { name: "a look at a server that is too busy", fault: status(503, { "retry-after": "86400" }) },
  ])("to $name: the error has its handle, and does not say that submitting again is safe", async ({ fault }) => {
    server().play(answer(apimart.submitted), fault);
    const { error, events: seen } = await callClient(create(), "stream", apimart.request);
    expect(error).toMatchObject({ task: { provider: "apimart", id: taskId } });
    expect(seen.at(-1)).toMatchObject({ type: "progress", task: { id: taskId } });
    expect(error).toMatchObject({ retryable: false, charged: "unknown" });
  });

  it("to the deadline: its handle is good as JSON, with another client", async () => {
    server().play(answer(apimart.submitted), answer(task("processing")));
    const { error } = await callClient(create(), "generate", apimart.request);
    expect(error).toBeInstanceOf(TaskTimeoutError);
    const kept = JSON.stringify(error instanceof TaskTimeoutError && error.task);

    const played = server().play(done);
    const elsewhere = createAPIMart({ apiKey, baseURL: server().origin });
    const result = await elsewhere.task(JSON.parse(kept)).wait();
    expect(result).toMatchObject({ images: [{ ok: true }], task: { id: taskId } });
    expect(played.received).toMatchObject([{ method: "GET", path: `/v1/tasks/${taskId}` }]);
  });

  it("to a limit on silence that is shorter than the pause between looks", async () => {
    const idle = 1499;
    const clock = virtualClock({ timeouts: [idle] });
    const looks = Array.from({ length: 5 }, () => answer(task("processing")));
    server().play(answer(apimart.submitted), ...looks, done);
    const { error } = await callClient(create(clock), "generate", apimart.request, { timeout: { ...timeouts, idle } });
    expect(error).toBeUndefined();
  });
});
