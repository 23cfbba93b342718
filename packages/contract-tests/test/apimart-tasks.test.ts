import { type APIMartClient, type APIMartOptions, createAPIMart, SeedreamError } from "@seedream-clients/apimart";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiKey, contractClock } from "../src/call-provider.ts";
import type { FixtureResponse } from "../src/fixture-response.ts";
import type { SentRequest } from "../src/mock-provider.ts";
import { type MockServer, openMockServer } from "../src/mock-server.ts";

const id = "task_01KA040M0HP1GJWBJYZMKX1XS1";
const request = { prompt: "A lighthouse on a basalt cliff at dusk" };
const handle = { provider: "apimart", id, model: "doubao-seedance-4-5", count: 1, submittedAt: 1764547200000 };

const submit = "post /v1/images/generations";
const get = "get /v1/tasks/{task_id}";
const upload = "post /v1/uploads/images";

const submitted: FixtureResponse = { status: 200, json: { code: 200, data: [{ status: "submitted", task_id: id }] } };
const processing = poll({ status: "processing", progress: 40 });
const completed = poll({
  status: "completed",
  progress: 100,
  result: { images: [{ url: ["https://results.example/one.png"], expires_at: 1764633600 }] },
  created: 1764547200,
});
const blocked = {
  code: "OutputImageSensitiveContentDetected",
  message: "The output image may contain sensitive information.",
};

let server: MockServer;
beforeAll(async () => {
  server = await openMockServer();
});
afterAll(() => server.close());

/** The response to a poll. */
function poll(data: object): FixtureResponse {
  return { operation: get, status: 200, json: { code: 200, data: { id, ...data } } };
}

/** Creates a client as a new process would, and records its requests. The server sends `responses`. */
async function open(
  responses: readonly FixtureResponse[],
  options: APIMartOptions = {},
): Promise<{ client: APIMartClient; requests: () => Promise<readonly SentRequest[]> }> {
  const log = await server.respondWith(responses, submit);
  const client = createAPIMart({ apiKey, baseURL: server.baseURL, clock: contractClock(), ...options });
  return { client, requests: () => log.requests() };
}

async function errorOf(call: Promise<unknown>): Promise<SeedreamError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!SeedreamError.isInstance(error)) throw new Error("No SeedreamError was thrown", { cause: error });
  return error;
}

function operations(requests: readonly SentRequest[]): string[] {
  return requests.map(({ operation }) => operation);
}

describe("submit()", () => {
  it("sends one request and returns a handle in plain JSON", async () => {
    const { client, requests } = await open([submitted]);
    const images = ["https://example.com/references/cafe.jpeg"];
    const task = await client.submit({ ...request, images, count: 3 });
    expect(task).toEqual({ ...handle, count: 3, submittedAt: expect.any(Number) });
    expect(JSON.parse(JSON.stringify(task))).toEqual(task);
    expect(operations(await requests())).toEqual([submit]);
    expect((await requests())[0]?.body).toMatchObject({ n: 3, image_urls: images, watermark: false });
  });

  it("uploads bytes before it submits", async () => {
    const uploaded: FixtureResponse = {
      operation: upload,
      status: 200,
      json: { url: "https://uploads.example/1.gif" },
    };
    const { client, requests } = await open([uploaded, submitted]);
    await client.submit({ ...request, images: new Uint8Array(Buffer.from("R0lGODlhBAAEAIAAAP8AAAAAACw7", "base64")) });
    expect(operations(await requests())).toEqual([upload, submit]);
    expect((await requests())[0]?.body).toEqual({ file: { $blob: "R0lGODlhBAAEAIAAAP8AAAAAACw7", type: "image/gif" } });
    expect((await requests())[1]?.body).toMatchObject({ image_urls: ["https://uploads.example/1.gif"] });
  });

  it("refuses a request that breaks a limit, and sends nothing", async () => {
    const { client, requests } = await open([submitted]);
    expect(await errorOf(client.submit({ ...request, count: 3 }))).toMatchObject({ name: "InvalidRequestError" });
    expect(await requests()).toEqual([]);
  });

  it("throws OutcomeUnknownError without a retry if the connection closes before the response", async () => {
    const { client, requests } = await open([{ noAnswer: true }, submitted]);
    const error = await errorOf(client.submit(request));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", retryable: false });
    expect(await requests()).toHaveLength(1);
  });

  it("retries under an idempotency key, and reads the response format that the key selects", async () => {
    const keyed: FixtureResponse = {
      status: 202,
      json: { code: 202, data: { object: "generation.task", id, status: "queued" } },
    };
    const { client, requests } = await open([{ noAnswer: true }, keyed]);
    expect(await client.submit(request, { idempotencyKey: "order-7" })).toMatchObject({ id });
    expect((await requests()).map(({ headers }) => headers.get("idempotency-key"))).toEqual(["order-7", "order-7"]);
    expect((await requests())[1]?.headers.get("x-apimart-response-version")).toBe("2026-07-27");
  });

  it.each(["", "order 7", "Auftrag-ü", "x".repeat(192)])("refuses the key %j, and sends nothing", async (key) => {
    const { client, requests } = await open([submitted]);
    const error = await errorOf(client.submit(request, { idempotencyKey: key }));
    expect(error).toMatchObject({ name: "InvalidRequestError", charged: "no" });
    expect(await requests()).toEqual([]);
  });
});

describe("get()", () => {
  it("polls once and returns the state of the task", async () => {
    const { client, requests } = await open([processing]);
    expect(await client.task(handle).get()).toEqual({
      status: "processing",
      fraction: 0.4,
      result: undefined,
      error: undefined,
    });
    expect((await requests()).map(({ url }) => url)).toEqual([`${server.baseURL}/v1/tasks/${id}`]);
  });

  it("returns the result of a completed task", async () => {
    const { client } = await open([completed]);
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
    ["failed", { error: blocked }, "ContentPolicyError", /sensitive/],
    ["failed", {}, "TaskFailedError", /The task is failed/],
    ["cancelled", {}, "TaskFailedError", /The task is cancelled/],
  ])("returns the error of a task that is %s: %o", async (status, more, name, message) => {
    const { client } = await open([poll({ status, ...more })]);
    const state = await client.task(handle).get();
    expect(state).toMatchObject({ status, result: undefined, error: { name, charged: "unknown", task: handle } });
    expect(state.error?.message).toMatch(message);
  });

  it("throws NotFoundError if the provider does not know the task", async () => {
    const json = { error: { code: 404, message: "There is no such task.", type: "invalid_request_error" } };
    const { client } = await open([{ operation: get, status: 404, json }]);
    expect(await errorOf(client.task(handle).get())).toMatchObject({ name: "NotFoundError", task: handle });
  });

  it("encodes the id as one path segment, with any characters", async () => {
    const { client, requests } = await open([processing]);
    await client.task({ ...handle, id: "../a b" }).get();
    expect((await requests())[0]?.url).toBe(`${server.baseURL}/v1/tasks/..%2Fa%20b`);
  });
});

describe("wait()", () => {
  it("polls at once and until the images are there, and reports each poll", async () => {
    const { client, requests } = await open([poll({ status: "pending", progress: 0 }), processing, completed]);
    const seen: [string, number | undefined][] = [];
    const result = await client.task(handle).wait({
      onProgress: ({ status, fraction, task }) => {
        if (task) seen.push([status, fraction]);
      },
    });
    expect(result).toMatchObject({ images: [{ ok: true }], task: handle });
    expect(operations(await requests())).toEqual([get, get, get]);
    expect(seen).toEqual(
      expect.arrayContaining([
        ["pending", 0],
        ["processing", 0.4],
        ["completed", 1],
      ]),
    );
  });

  it("throws at the deadline, with a handle for another process to wait with", async () => {
    const { client, requests } = await open(Array(9).fill(processing));
    const error = await errorOf(client.task(handle).wait({ deadline: 60_000 }));
    expect(error).toMatchObject({ name: "TaskTimeoutError", task: handle, charged: "unknown", retryable: false });
    expect(await requests()).toHaveLength(9);

    const saved: typeof handle = JSON.parse(JSON.stringify(error.task));
    const elsewhere = await open([completed]);
    expect(await elsewhere.client.task(saved).wait()).toMatchObject({ images: [{ ok: true }], task: handle });
    expect(operations(await elsewhere.requests())).toEqual([get]);
  });

  it("waits for a task that generate() left at its deadline", async () => {
    const { client } = await open([submitted, ...Array(8).fill(processing)]);
    const { task } = await errorOf(client.generate(request, { timeout: 60_000 }));
    if (!task) throw new Error("The error has no handle");

    const elsewhere = await open([processing, completed]);
    const result = await elsewhere.client.task(JSON.parse(JSON.stringify(task))).wait();
    expect(result).toMatchObject({ images: [{ ok: true }], task });
    expect(operations(await elsewhere.requests())).toEqual([get, get]);
  });

  it("throws the reason if the task fails", async () => {
    const { client } = await open([processing, poll({ status: "failed", error: blocked })]);
    expect(await errorOf(client.task(handle).wait())).toMatchObject({
      name: "ContentPolicyError",
      subject: "output-image",
      task: handle,
    });
  });

  it("stops when the caller aborts, and another call can wait for the task", async () => {
    const { client } = await open(Array(3).fill(processing));
    const controller = new AbortController();
    const waiting = client.task(handle).wait({
      signal: controller.signal,
      onProgress: ({ task }) => task && controller.abort(),
    });
    expect(await errorOf(waiting)).toMatchObject({ name: "AbortedError", task: handle });
    expect(await (await open([completed])).client.task(handle).wait()).toMatchObject({ images: [{ ok: true }] });
  });

  it("refuses the task of another provider, and sends nothing", async () => {
    const { client, requests } = await open([completed]);
    const error = await errorOf(client.task({ ...handle, provider: "ark" }).wait());
    expect(error).toMatchObject({ name: "InvalidRequestError" });
    expect(error.message).toContain("The task belongs to ark; this client calls apimart");
    expect(await requests()).toEqual([]);
  });
});

describe("stream()", () => {
  it("yields the handle as soon as there is a task", async () => {
    const { client } = await open([submitted, processing, completed]);
    const tasks: (string | undefined)[] = [];
    for await (const event of client.stream(request)) {
      if (event.type === "progress") tasks.push(event.task?.id);
      if (event.type === "completed") expect(event.result.task).toMatchObject({ id, model: "doubao-seedance-4-5" });
    }
    expect(tasks).toEqual([undefined, id, id, id, id]);
  });

  it("stops polling when the caller leaves the loop", async () => {
    const { client, requests } = await open([submitted, processing, processing, completed]);
    for await (const event of client.stream(request)) if (event.type === "progress" && event.fraction) break;
    expect(operations(await requests())).toEqual([submit, get]);
  });
});
