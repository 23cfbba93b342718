import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ClientOptions, RetryNotice } from "../../src/contract/options.ts";
import {
  answer,
  createFake,
  event,
  json,
  key,
  pieces,
  request,
  scripted,
  settled,
  succeeded,
} from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";
import { virtualClock } from "../virtual-clock.ts";
import { systemError } from "./open-transport.ts";

afterEach(() => vi.unstubAllEnvs());

const forms = [key, encodeURIComponent(key), btoa(key), btoa(`Bearer ${key}`).replaceAll("=", "")];

/** Everything that a log could show of a value. */
const shown = (value: unknown) =>
  inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value) + String(value) + String(Object(value).stack);

function expectNoKey(value: unknown): void {
  expect(forms.filter((form) => shown(value).includes(form))).toEqual([]);
}

async function errorOf(outcome: Response | Error, options: ClientOptions = {}): Promise<unknown> {
  const { fetch } = scripted(outcome);
  const error = await settled(
    createFake({ fetch, clock: virtualClock(), maxRetries: 0, ...options }).generate(request),
  );
  expect(error).toBeInstanceOf(Error);
  return error;
}

describe("the key", () => {
  it.each<[string, () => Response | Error]>([
    ["the explanation of a refusal", () => json({ error: { message: `Incorrect API key: ${key}` } }, { status: 401 })],
    [
      "any field of a refusal",
      () => json({ error: { code: key, type: key, echo: [{ [key]: key }] } }, { status: 400 }),
    ],
    ["a refusal in plain text", () => new Response(`Bad header: Bearer ${key}`, { status: 400 })],
    ["a page of a gateway", () => new Response(`<html>${btoa(`Bearer ${key}`)}</html>`, { status: 502 })],
    ["a refusal inside a 200", () => json({ error: { code: "InvalidParameter", message: key } })],
    ["a response that is not JSON", () => new Response(`<html>${key}</html>`)],
    ["a response that names nothing", () => json({ echo: key })],
    ["a request id", () => json({}, { status: 400, headers: { "x-request-id": `r-${key}` } })],
    [
      "the target of a redirect",
      () => new Response("", { status: 307, headers: { location: `https://a.test/?k=${key}` } }),
    ],
    ["an error of fetch", () => new TypeError(`Headers.append: Bearer ${key} is an invalid header value`)],
    ["the cause of an error of fetch", () => new TypeError("failed", { cause: new Error(`no: ${key}`) })],
    [
      "the properties of an error of fetch",
      () => Object.assign(new Error("no"), { config: { headers: { authorization: key } } }),
    ],
    [
      "an error of fetch before it sent anything",
      () => Object.assign(systemError("ECONNREFUSED"), { request: { key } }),
    ],
    ["a DOMException of fetch", () => new DOMException(`bad: ${key}`, "NetworkError")],
    ["an event that is an error", () => new Response(event({ error: { code: "BadRequest", message: key } }))],
    ["an event that is not JSON", () => new Response(`data: ${key}\n\n`)],
  ])("is in no error, even if %s quotes it", async (_, outcome) => {
    expectNoKey(await errorOf(outcome()));
  });

  it("is replaced in a quotation, and nothing else is", async () => {
    const error = await errorOf(json({ error: { message: `Incorrect API key: ${key}` } }, { status: 401 }));
    expect(error).toMatchObject({
      name: "AuthenticationError",
      message: expect.stringContaining("Incorrect API key: [key] ["),
      raw: { error: { message: "Incorrect API key: [key]" } },
    });
  });

  it("is in no error of a body that breaks off", async () => {
    const body = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.error(new Error(`terminated: Bearer ${key}`, { cause: new Error(key) }));
        },
      });
    expectNoKey(await errorOf(new Response(body())));
    expectNoKey(await errorOf(new Response(body(), { status: 500 })));
    const client = createFake({ fetch: scripted(new Response(body())).fetch });
    expectNoKey(await settled(client.api.POST("/images", { body: { model: "m", prompt: "p" } })));
  });

  it("is not in the reason that onRetry gets", async () => {
    const clock = virtualClock();
    const notices: RetryNotice[] = [];
    const failure = Object.assign(new Error(`no route: ${key}.`), { code: "ECONNREFUSED" });
    const { fetch } = scripted(failure, json(answer));
    const result = createFake({ fetch, clock, onRetry: (notice) => notices.push(notice) }).generate(request);
    await clock.advance(500);
    await result;
    expect(notices).toMatchObject([{ reason: "no route: [key]. (ECONNREFUSED)" }]);
  });

  it("is nowhere on the client, on a result or on an image", async () => {
    const { fetch } = scripted(json({ ...answer, echo: { authorization: `Bearer ${key}` } }));
    const client = createFake({ fetch });
    expectNoKey(client);
    const result = await client.generate(request);
    expectNoKey(result);
    expect(result.raw).toMatchObject({ echo: { authorization: "Bearer [key]" } });
  });

  it("is replaced in the events of a stream, and in the state of a task", async () => {
    const { fetch } = scripted(pieces([event({ type: "odd", echo: key }), event(succeeded(0))], "close"));
    const events: unknown[] = [];
    try {
      for await (const each of createFake({ fetch }).stream(request)) events.push(each);
    } catch (error) {
      events.push(error);
    }
    expect(events).toContainEqual({ type: "unknown", name: "odd", data: { type: "odd", echo: "[key]" } });
    expectNoKey(events);
    const poll = json({ id: "task_1", status: "failed", error: { error: { message: key } } });
    expectNoKey(await settled(createFakeTasks({ fetch: scripted(poll).fetch }).generate(request)));
  });

  it("is replaced, too, if it comes from the environment", async () => {
    vi.stubEnv("FAKE_API_KEY", "sk-from-the-environment");
    const refusal = json({ error: { message: "no: sk-from-the-environment" } }, { status: 401 });
    expect(await errorOf(refusal, { apiKey: undefined })).toMatchObject({
      message: expect.stringContaining("no: [key] ["),
    });
  });

  it("is not searched for if it is shorter than 8 characters, so that words stay whole", async () => {
    const refusal = json({ error: { message: "Bearer of bad news" } }, { status: 401 });
    expect(await errorOf(refusal, { apiKey: "Bearer" })).toMatchObject({
      message: expect.stringContaining("Bearer of bad news"),
    });
  });

  it("is not replaced in the caller's own id", async () => {
    const { fetch } = scripted(json({ error: { message: "no" } }, { status: 400 }));
    const error = await settled(createFake({ fetch }).generate(request, { clientRequestId: `mine-${key}` }));
    expect(error).toMatchObject({ clientRequestId: `mine-${key}` });
  });
});

describe("the link of a result", () => {
  it("still leads to the image if it contains the key, while raw shows it redacted", async () => {
    const url = `https://files.test/1.jpeg?signature=${key}`;
    const { fetch } = scripted(json({ ...answer, data: [{ url, size: "2048x2048" }] }));
    const result = await createFake({ fetch }).generate(request);
    expect(result.images).toMatchObject([{ ok: true, image: { url } }]);
    expect(result.raw).toMatchObject({ data: [{ url: "https://files.test/1.jpeg?signature=[key]" }] });
  });

  it("is untouched in a stream and in a task, too", async () => {
    const url = `https://files.test/${key}.jpeg`;
    const streaming = createFake(scripted(new Response(event({ ...succeeded(0), url }))));
    const links: unknown[] = [];
    try {
      for await (const each of streaming.stream(request)) if (each.type === "image") links.push(each.image.url);
    } catch {
      // The stream ends without its last event.
    }
    expect(links).toEqual([url]);
    const tasks = createFakeTasks(scripted(json({ id: "task_1", status: "completed", url })));
    await expect(tasks.generate(request)).resolves.toMatchObject({ images: [{ image: { url } }] });
  });

  it("may be inline data, which is not redacted if it has the bytes of the key by chance", async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(3000, 7), Buffer.from(key)]);
    const { fetch } = scripted(json({ ...answer, data: [{ b64_json: bytes.toString("base64") }] }));
    const [outcome] = (await createFake({ fetch }).generate(request)).images;
    expect(outcome?.ok && Buffer.from(await outcome.image.bytes())).toEqual(bytes);
  });
});

it("redacts a key of the environment also after a raw call that ended before it was read", async () => {
  vi.stubEnv("FAKE_API_KEY", key);
  const { fetch } = scripted(json({ error: { message: `Incorrect API key: ${key}` } }, { status: 401 }));
  const client = createFake({ fetch, clock: virtualClock(), apiKey: undefined });
  const body = { model: "wire-9", prompt: "a kite" };
  const ended = await settled(client.api.POST("/images", { body, signal: AbortSignal.abort() }));
  expect(ended).toMatchObject({ name: "AbortedError" });
  expectNoKey(await settled(client.generate(request)));
});
