import { type APIMartClient, type APIMartOptions, createAPIMart, SeedreamError } from "@seedream-clients/apimart";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiKey, contractClock } from "../src/call-provider.ts";
import type { Sent } from "../src/channel.ts";
import { type Loopback, openLoopback } from "../src/loopback.ts";
import type { Reply } from "../src/reply.ts";

const id = "task_01KA040M0HP1GJWBJYZMKX1XS1";
const request = { prompt: "A lighthouse on a basalt cliff at dusk" };
const handle = { provider: "apimart", id, model: "doubao-seedance-4-5", count: 1, submittedAt: 1764547200000 };

const submit = "post /v1/images/generations";
const get = "get /v1/tasks/{task_id}";
const upload = "post /v1/uploads/images";

const submitted: Reply = { status: 200, json: { code: 200, data: [{ status: "submitted", task_id: id }] } };
const processing = look({ status: "processing", progress: 40 });
const completed = look({
  status: "completed",
  progress: 100,
  result: { images: [{ url: ["https://results.example/one.png"], expires_at: 1764633600 }] },
  created: 1764547200,
});
const moderated = {
  code: "OutputImageSensitiveContentDetected",
  message: "The output image may contain sensitive information.",
};

let server: Loopback;
beforeAll(async () => {
  server = await openLoopback();
});
afterAll(() => server.close());

function look(data: object): Reply {
  return { operation: get, status: 200, json: { code: 200, data: { id, ...data } } };
}

/** A client of a process of its own, and what it sends; the server answers with `replies`. */
function open(
  replies: readonly Reply[],
  options: APIMartOptions = {},
): { client: APIMartClient; sent: readonly Sent[] } {
  const sent = server.play(replies, submit);
  return { client: createAPIMart({ apiKey, baseURL: server.baseURL, clock: contractClock(), ...options }), sent };
}

async function errorOf(call: Promise<unknown>): Promise<SeedreamError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!SeedreamError.isInstance(error)) throw new Error("No SeedreamError was thrown", { cause: error });
  return error;
}

function operations(sent: readonly Sent[]): string[] {
  return sent.map(({ operation }) => operation);
}

describe("submit()", () => {
  it("sends one request and comes back with a handle of plain JSON", async () => {
    const { client, sent } = open([submitted]);
    const images = ["https://example.com/references/cafe.jpeg"];
    const task = await client.submit({ ...request, images, count: 3 });
    expect(task).toEqual({ ...handle, count: 3, submittedAt: expect.any(Number) });
    expect(JSON.parse(JSON.stringify(task))).toEqual(task);
    expect(operations(sent)).toEqual([submit]);
    expect(sent[0]?.body).toMatchObject({ n: 3, image_urls: images, watermark: false });
  });

  it("uploads what was given as bytes first", async () => {
    const stored: Reply = { operation: upload, status: 200, json: { url: "https://uploads.example/1.gif" } };
    const { client, sent } = open([stored, submitted]);
    await client.submit({ ...request, images: new Uint8Array(Buffer.from("R0lGODlhBAAEAIAAAP8AAAAAACw7", "base64")) });
    expect(operations(sent)).toEqual([upload, submit]);
    expect(sent[0]?.body).toEqual({ file: { $blob: "R0lGODlhBAAEAIAAAP8AAAAAACw7", type: "image/gif" } });
    expect(sent[1]?.body).toMatchObject({ image_urls: ["https://uploads.example/1.gif"] });
  });

  it("refuses a request that breaks a limit, and sends nothing", async () => {
    const { client, sent } = open([submitted]);
    expect(await errorOf(client.submit({ ...request, count: 3 }))).toMatchObject({ name: "InvalidRequestError" });
    expect(sent).toEqual([]);
  });

  it("does not know the outcome when the answer was lost, and sends nothing again", async () => {
    const { client, sent } = open([{ noAnswer: true }, submitted]);
    const error = await errorOf(client.submit(request));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", retryable: false });
    expect(sent).toHaveLength(1);
  });

  it("sends a request again under its key, and reads the form of answer that the key brings", async () => {
    const keyed: Reply = {
      status: 202,
      json: { code: 202, data: { object: "generation.task", id, status: "queued" } },
    };
    const { client, sent } = open([{ noAnswer: true }, keyed]);
    expect(await client.submit(request, { idempotencyKey: "order-7" })).toMatchObject({ id });
    expect(sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["order-7", "order-7"]);
    expect(sent[1]?.headers.get("x-apimart-response-version")).toBe("2026-07-27");
  });

  it.each(["", "order 7", "Auftrag-ü", "x".repeat(192)])("refuses the key %j, and sends nothing", async (key) => {
    const { client, sent } = open([submitted]);
    const error = await errorOf(client.submit(request, { idempotencyKey: key }));
    expect(error).toMatchObject({ name: "InvalidRequestError", charged: "no" });
    expect(sent).toEqual([]);
  });
});

describe("get()", () => {
  it("looks once, and says how the task stands", async () => {
    const { client, sent } = open([processing]);
    expect(await client.task(handle).get()).toEqual({
      status: "processing",
      fraction: 0.4,
      result: undefined,
      error: undefined,
    });
    expect(sent.map(({ url }) => url)).toEqual([`${server.baseURL}/v1/tasks/${id}`]);
  });

  it("has the result once there is one", async () => {
    const { client } = open([completed]);
    const { status, fraction, result } = await client.task(handle).get();
    expect({ status, fraction }).toEqual({ status: "completed", fraction: 1 });
    expect(result).toMatchObject({
      provider: "apimart",
      model: "doubao-seedance-4-5",
      images: [{ ok: true, image: { url: "https://results.example/one.png" } }],
      task: handle,
    });
  });

  it.each([
    ["failed", { error: moderated }, "ContentPolicyError", /sensitive/],
    ["failed", {}, "TaskFailedError", /The task is failed/],
    ["cancelled", {}, "TaskFailedError", /The task is cancelled/],
  ])("has the error of a task that %s: %o", async (status, more, name, message) => {
    const { client } = open([look({ status, ...more })]);
    const state = await client.task(handle).get();
    expect(state).toMatchObject({ status, result: undefined, error: { name, charged: "unknown", task: handle } });
    expect(state.error?.message).toMatch(message);
  });

  it("throws when the provider does not know the task", async () => {
    const json = { error: { code: 404, message: "There is no such task.", type: "invalid_request_error" } };
    const { client } = open([{ operation: get, status: 404, json }]);
    expect(await errorOf(client.task(handle).get())).toMatchObject({ name: "NotFoundError", task: handle });
  });

  it("asks for an id as one part of the address, whatever is in it", async () => {
    const { client, sent } = open([processing]);
    await client.task({ ...handle, id: "../a b" }).get();
    expect(sent[0]?.url).toBe(`${server.baseURL}/v1/tasks/..%2Fa%20b`);
  });
});

describe("wait()", () => {
  it("looks at once and until the images are there, and reports each look", async () => {
    const { client, sent } = open([look({ status: "pending", progress: 0 }), processing, completed]);
    const seen: [string, number | undefined][] = [];
    const result = await client.task(handle).wait({
      onProgress: ({ status, fraction, task }) => {
        if (task) seen.push([status, fraction]);
      },
    });
    expect(result).toMatchObject({ images: [{ ok: true }], task: handle });
    expect(operations(sent)).toEqual([get, get, get]);
    expect(seen).toEqual(
      expect.arrayContaining([
        ["pending", 0],
        ["processing", 0.4],
        ["completed", 1],
      ]),
    );
  });

  it("ends at the deadline with a handle by which another process waits on", async () => {
    const { client, sent } = open(Array(9).fill(processing));
    const error = await errorOf(client.task(handle).wait({ deadline: 60_000 }));
    expect(error).toMatchObject({ name: "TaskTimeoutError", task: handle, charged: "unknown", retryable: false });
    expect(sent).toHaveLength(9);

    const kept: typeof handle = JSON.parse(JSON.stringify(error.task));
    const elsewhere = open([completed]);
    expect(await elsewhere.client.task(kept).wait()).toMatchObject({ images: [{ ok: true }], task: handle });
    expect(operations(elsewhere.sent)).toEqual([get]);
  });

  it("takes up a task that generate() left at its deadline", async () => {
    const { client } = open([submitted, ...Array(8).fill(processing)]);
    const { task } = await errorOf(client.generate(request, { timeout: 60_000 }));
    if (!task) throw new Error("The error has no handle");

    const elsewhere = open([processing, completed]);
    const result = await elsewhere.client.task(JSON.parse(JSON.stringify(task))).wait();
    expect(result).toMatchObject({ images: [{ ok: true }], task });
    expect(operations(elsewhere.sent)).toEqual([get, get]);
  });

  it("says why a task failed", async () => {
    const { client } = open([processing, look({ status: "failed", error: moderated })]);
    expect(await errorOf(client.task(handle).wait())).toMatchObject({
      name: "ContentPolicyError",
      subject: "output-image",
      task: handle,
    });
  });

  it("ends when the caller says so, and the task can be waited for again", async () => {
    const { client } = open(Array(3).fill(processing));
    const controller = new AbortController();
    const waiting = client.task(handle).wait({
      signal: controller.signal,
      onProgress: ({ task }) => task && controller.abort(),
    });
    expect(await errorOf(waiting)).toMatchObject({ name: "AbortedError", task: handle });
    expect(await open([completed]).client.task(handle).wait()).toMatchObject({ images: [{ ok: true }] });
  });

  it("refuses the task of another provider, and sends nothing", async () => {
    const { client, sent } = open([completed]);
    const error = await errorOf(client.task({ ...handle, provider: "ark" }).wait());
    expect(error).toMatchObject({ name: "InvalidRequestError" });
    expect(error.message).toContain("The task belongs to ark; this client calls apimart");
    expect(sent).toEqual([]);
  });
});

describe("stream()", () => {
  it("gives the handle as soon as there is a task", async () => {
    const { client } = open([submitted, processing, completed]);
    const tasks: (string | undefined)[] = [];
    for await (const event of client.stream(request)) {
      if (event.type === "progress") tasks.push(event.task?.id);
      if (event.type === "completed") expect(event.result.task).toMatchObject({ id, model: "doubao-seedance-4-5" });
    }
    expect(tasks).toEqual([undefined, id, id, id, id]);
  });

  it("ends the looking when the caller leaves the loop", async () => {
    const { client, sent } = open([submitted, processing, processing, completed]);
    for await (const event of client.stream(request)) if (event.type === "progress" && event.fraction) break;
    expect(operations(sent)).toEqual([submit, get]);
  });
});
