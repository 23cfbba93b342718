import { describe, expect, it } from "vitest";
import type { ModelCatalogue } from "../src/contract/catalogue.ts";
import { InvalidRequestError, type SeedreamError } from "../src/contract/errors.ts";
import type { ClientOptions, RetryNotice, TaskOptions, ValidationMode } from "../src/contract/options.ts";
import type { ImageRequest } from "../src/contract/request.ts";
import { createTaskClient, type TaskClient } from "../src/generate/create-client.ts";
import { defineProvider, type PreparedRequest, type ProviderEvent, type Sendable } from "../src/provider.ts";
import { moment, number, object, parseJson, text } from "../src/response/json.ts";
import { json, key, scripted, settled } from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

// A test provider in the shape of Kie.ai, which no client of ours calls: it refuses in a 200, gives results as JSON in
// a string, has ids of its own for editing, uploads to another host, and has no pixels, count, seed or watermark.
// Source: docs.kie.ai, November 2026.

interface WireRequest {
  model: string;
  callBackUrl?: string;
  input: { prompt: string; image_urls?: string[]; aspect_ratio?: string; quality?: "basic" | "high" };
}

type Native = Pick<WireRequest, "callBackUrl">;
type None = { query?: never; header?: never; path?: never; cookie?: never };
type Envelope = { content: { "application/json": { code: number; msg: string; data: unknown } }; headers: object };

interface paths {
  "/api/v1/jobs/createTask": {
    post: {
      parameters: None;
      requestBody: { content: { "application/json": WireRequest } };
      responses: { 200: Envelope };
    };
  };
  "/api/v1/jobs/recordInfo": {
    get: {
      parameters: { query: { taskId: string }; header?: never; path?: never; cookie?: never };
      responses: { 200: Envelope };
    };
  };
  "/api/file-stream-upload": {
    post: {
      parameters: None;
      requestBody: { content: { "multipart/form-data": { file: string } } };
      responses: { 200: Envelope };
    };
  };
}

const models: ModelCatalogue = {
  default: "seedream-4.5",
  servers: { default: "https://api.kie.test" },
  models: [
    {
      name: "seedream-4.5",
      title: "Seedream 4.5",
      status: "active",
      ids: { "*": ["seedream/4.5-text-to-image"] },
      editIds: { "*": ["seedream/4.5-edit"] },
      references: { max: 10, formats: ["jpeg", "png", "webp"] },
      size: {
        default: "2K",
        custom: false,
        tiers: { "2K": { "1:1": "2048x2048", "16:9": "2560x1440" }, "4K": { "1:1": "4096x4096" } },
      },
      output: { formats: ["png"], selectable: false, deliveries: ["url"] },
      stream: false,
      promptOptimization: [],
      prices: [],
    },
  ],
};

const kie = defineProvider<paths, WireRequest, Native>()({
  name: "kie",
  models,
  fields: {
    model: { types: ["string"], required: true },
    callBackUrl: { types: ["string"] },
    input: { types: ["object"], required: true },
  },
  apiKeyVariable: "KIE_API_KEY",
  totalTimeout: 600_000,
  wire: { watermark: false, count: false, references: "link", size: "ratio" },
  toWire,
  submit: (api, body, init) => api.POST("/api/v1/jobs/createTask", { body, ...init }),
  fromWire: readTask,
  // Every response is a 200, and `code` is its status. 455 is maintenance.
  refusedAs: (body) => {
    const code = number(object(body).code) ?? 200;
    if (code === 455) return 503;
    return code === 200 ? undefined : code;
  },
  tasks: {
    idsOf: (submission) => [text(object(object(submission).data).taskId) ?? []].flat(),
    poll: (api, taskId, init) => api.GET("/api/v1/jobs/recordInfo", { params: { query: { taskId } }, ...init }),
  },
  uploads: {
    baseURL: "https://files.kie.test",
    send: (api, form, init) =>
      api.POST("/api/file-stream-upload", { body: { file: "" }, bodySerializer: () => form, ...init }),
    linkOf: (response) => text(object(object(response).data).downloadUrl),
  },
});

function toWire({ model, prompt, references, size }: PreparedRequest, native?: Native): Sendable<WireRequest> {
  return {
    model,
    input: {
      prompt,
      ...(references.length > 0 && { image_urls: [...references] }),
      ...(size.aspectRatio && { aspect_ratio: size.aspectRatio }),
      ...(size.tier && { quality: size.tier === "4K" ? "high" : "basic" }),
    },
    ...native,
  };
}

function readTask(message: unknown): ProviderEvent[] {
  const { state, resultJson, failCode, failMsg, completeTime, model } = object(object(message).data);
  const status = text(state);
  if (!status) return [];
  if (status === "fail") return [{ type: "error", error: { code: failCode, message: failMsg } }];
  if (status !== "success") return [{ type: "progress", status }];
  const { resultUrls } = object(parseJson(text(resultJson) ?? ""));
  const images = (Array.isArray(resultUrls) ? resultUrls : []).map(
    (url: unknown): ProviderEvent => ({ type: "image", url: text(url) }),
  );
  const createdAt = moment((number(completeTime) ?? Number.NaN) / 1000);
  return [...images, { type: "end", model: text(model), createdAt, usage: {} }];
}

function createKie(options: ClientOptions): TaskClient<string, paths, Native> {
  return createTaskClient<string, paths, WireRequest, Native>(kie, { apiKey: key, ...options }, "default");
}

const submitURL = "https://api.kie.test/api/v1/jobs/createTask";
const pollURL = "https://api.kie.test/api/v1/jobs/recordInfo?taskId=task_1";
const uploadURL = "https://files.kie.test/api/file-stream-upload";

const envelope = (data: unknown) => ({ code: 200, msg: "success", data });
const refused = (code: number, headers = {}) => json({ code, msg: "no", data: null }, { headers });
const accepted = () => json(envelope({ taskId: "task_1" }));
const uploaded = (name: string) =>
  json({ success: true, ...envelope({ downloadUrl: `https://files.kie.test/${name}` }) });
const state = (word: string) => json(envelope({ taskId: "task_1", model: "seedream/4.5-text-to-image", state: word }));
const record = {
  taskId: "task_1",
  model: "seedream/4.5-text-to-image",
  state: "success",
  resultJson: '{"resultUrls":["https://results.kie.test/1.png"]}',
  failCode: null,
  completeTime: 1_790_000_009_000,
};
const done = () => json(envelope(record));

const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]);
const request: ImageRequest<string, Native> = { prompt: "a kite" };

/** Runs a call to its end on a virtual clock, and returns its outcome, its requests and its retries. */
async function generate(
  responses: Parameters<typeof scripted>,
  asked: Partial<ImageRequest<string, Native>> = {},
  { client = {}, ...options }: TaskOptions & { client?: ClientOptions } = {},
) {
  const clock = virtualClock();
  const { fetch, calls } = scripted(...responses);
  const retries: RetryNotice[] = [];
  const onRetry = (retry: RetryNotice) => retries.push(retry);
  const kieClient = createKie({ fetch, clock, random: () => 0, onRetry, ...client });
  const outcome = settled(kieClient.generate({ ...request, ...asked }, options));
  await clock.advance(600_000);
  return { outcome: await outcome, calls, urls: calls.map(({ url }) => url), retries };
}

/** Returns the body of the submission for a request. */
async function wireOf(asked: Partial<ImageRequest<string, Native>>) {
  const { outcome, calls } = await generate([accepted(), done()], asked);
  expect(outcome).toMatchObject({ images: [{ ok: true }] });
  return calls[0]?.body;
}

describe("a provider of Kie.ai's shape", () => {
  it("makes an image by a task", async () => {
    const { outcome, calls } = await generate([accepted(), state("waiting"), state("generating"), done()]);
    expect(outcome).toMatchObject({
      provider: "kie",
      model: "seedream/4.5-text-to-image",
      createdAt: new Date(1_790_000_009_000),
      images: [{ ok: true, index: 0, image: { url: "https://results.kie.test/1.png", mediaType: "image/png" } }],
      task: { provider: "kie", id: "task_1", model: "seedream/4.5-text-to-image", count: 1 },
      warnings: [],
      raw: envelope(record),
    });
    expect(calls.map(({ method, url }) => [method, url])).toEqual([
      ["POST", submitURL],
      ["GET", pollURL],
      ["GET", pollURL],
      ["GET", pollURL],
    ]);
    expect(calls[0]?.body).toEqual({
      model: "seedream/4.5-text-to-image",
      input: { prompt: "a kite", quality: "basic" },
    });
    expect(calls.map(({ headers }) => headers.get("authorization"))).toEqual(Array(4).fill(`Bearer ${key}`));
  });

  it("can be waited for from another process", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(accepted(), state("queuing"), done());
    const client = createKie({ fetch, clock });
    const handle = await client.submit(request);
    const task = client.task(JSON.parse(JSON.stringify(handle)));
    expect(await task.get()).toMatchObject({ status: "queuing" });
    const result = task.wait();
    await clock.advance(10_000);
    expect(await result).toMatchObject({ images: [{ ok: true }], task: handle });
    expect(calls).toHaveLength(3);
  });

  it("sends its native fields, and refuses others", async () => {
    const native = { callBackUrl: "https://a.test/done" };
    expect(await wireOf({ native })).toMatchObject({ ...native, input: { prompt: "a kite" } });
    const { outcome, calls } = await generate([accepted(), done()], { native: { callbackUrl: "" } as Native });
    expect(String(outcome)).toContain("callbackUrl is not one of the fields model, callBackUrl, input");
    expect(calls).toHaveLength(0);
  });
});

describe("a refusal in a 200", () => {
  it.each<[number, string, SeedreamError["charged"], number]>([
    [401, "AuthenticationError", "no", 401],
    [402, "PaymentRequiredError", "no", 402],
    [422, "InvalidRequestError", "no", 422],
    [455, "OutcomeUnknownError", "unknown", 503],
    [500, "OutcomeUnknownError", "unknown", 500],
    [501, "OutcomeUnknownError", "unknown", 501],
  ])("with code %i is %s, charged: %s, and not repeated", async (code, name, charged, status) => {
    const { outcome, urls, retries } = await generate([refused(code), accepted(), done()]);
    expect(outcome).toMatchObject({ name, charged, status, code: String(code), retryable: false });
    expect(outcome).toMatchObject({ provider: "kie", reason: "no", raw: { code, msg: "no", data: null } });
    expect(urls).toEqual([submitURL]);
    expect(retries).toEqual([]);
  });

  it("with code 429 is repeated, because nothing was accepted", async () => {
    const { outcome, urls, retries } = await generate([refused(429), refused(429), accepted(), done()]);
    expect(outcome).toMatchObject({ images: [{ ok: true }] });
    expect(urls).toEqual([submitURL, submitURL, submitURL, pollURL]);
    expect(retries).toMatchObject([
      { attempt: 1, wait: 500, reason: "HTTP 429" },
      { attempt: 2, wait: 1000, reason: "HTTP 429" },
    ]);
  });

  it("with code 429 is repeated as often as maxRetries allows, and is not charged then", async () => {
    const { outcome, urls } = await generate([() => Promise.resolve(refused(429))], {}, { maxRetries: 1 });
    expect(outcome).toMatchObject({ name: "RateLimitError", charged: "no", retryable: true, status: 429 });
    expect(urls).toHaveLength(2);
  });

  it("is repeated after the Retry-After that came with it", async () => {
    for (const code of [429, 455]) {
      const { outcome, retries } = await generate([refused(code, { "retry-after": "7" }), accepted(), done()]);
      expect(outcome).toMatchObject({ images: [{ ok: true }] });
      expect(retries).toMatchObject([{ wait: 7000 }]);
    }
  });

  it("does not fail the task if it comes in a poll", async () => {
    const { outcome, urls } = await generate([
      accepted(),
      refused(429),
      refused(500),
      refused(500),
      refused(500),
      refused(455),
      done(),
    ]);
    expect(outcome).toMatchObject({ images: [{ ok: true }] });
    expect(urls.filter((url) => url === submitURL)).toHaveLength(1);
  });

  it("that no repeat changes ends the wait for the task, and keeps its handle", async () => {
    const { outcome, urls } = await generate([accepted(), refused(401), done()]);
    expect(outcome).toMatchObject({
      name: "AuthenticationError",
      charged: "unknown",
      retryable: false,
      task: { id: "task_1" },
    });
    expect(urls).toHaveLength(2);
  });

  it("is not looked for in a response without a code", async () => {
    const { outcome } = await generate([json({ data: { taskId: "task_1" } }), done()]);
    expect(outcome).toMatchObject({ images: [{ ok: true }] });
  });

  it("never shows the key that it quotes", async () => {
    const { outcome } = await generate([json({ code: 401, msg: `bad key ${key}`, data: null })]);
    expect(JSON.stringify(outcome)).toContain("bad key [key]");
    expect(JSON.stringify(outcome)).not.toContain(key);
  });
});

describe("a task that failed", () => {
  const failed = (failCode: string, failMsg: string) =>
    json(envelope({ taskId: "task_1", state: "fail", failCode, failMsg }));

  it("is an error with the explanation of the provider, and may have been billed", async () => {
    const { outcome } = await generate([accepted(), failed("500", "The worker broke")]);
    expect(outcome).toMatchObject({
      name: "TaskFailedError",
      message: expect.stringContaining("The worker broke"),
      code: "500",
      charged: "unknown",
      retryable: false,
      task: { id: "task_1" },
    });
  });

  it("is classed by its code", async () => {
    const { outcome } = await generate([accepted(), failed("content_policy_violation", "Not this")]);
    expect(outcome).toMatchObject({ name: "ContentPolicyError", charged: "unknown" });
  });

  it("is unknown if its result cannot be read", async () => {
    const broken = () => Promise.resolve(json(envelope({ ...record, resultJson: '{"resultUrls":["https' })));
    const { outcome } = await generate([accepted(), broken]);
    expect(outcome).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", task: { id: "task_1" } });
  });
});

describe("references", () => {
  const link = "https://a.test/b.png";

  it("are sent as links, under the id for editing", async () => {
    expect(await wireOf({ images: link })).toEqual({
      model: "seedream/4.5-edit",
      input: { prompt: "a kite", image_urls: [link], quality: "basic" },
    });
  });

  it("do not change a requested id", async () => {
    const model = "seedream/4.5-text-to-image";
    expect(await wireOf({ model, images: link })).toMatchObject({ model, input: { image_urls: [link] } });
    expect(await wireOf({ model: "seedream/4.5-edit" })).toMatchObject({ model: "seedream/4.5-edit" });
  });

  it("given as bytes are uploaded to the host for files first, and sent as links in their places", async () => {
    const responses = [uploaded("a.png"), uploaded("c.png"), accepted(), done()];
    const { outcome, calls, urls } = await generate(responses, { images: [png, link, png] });
    expect(outcome).toMatchObject({ images: [{ ok: true }], task: { model: "seedream/4.5-edit" } });
    expect(urls).toEqual([uploadURL, uploadURL, submitURL, pollURL]);
    const file = calls[0]?.body instanceof FormData ? calls[0].body.get("file") : undefined;
    expect(file).toBeInstanceOf(File);
    expect(file).toMatchObject({ name: "reference.png", type: "image/png", size: png.length });
    expect(calls[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
    expect(calls[2]?.body).toMatchObject({
      model: "seedream/4.5-edit",
      input: { image_urls: ["https://files.kie.test/a.png", link, "https://files.kie.test/c.png"] },
    });
  });

  it("are uploaded to the client's baseURL if it has one", async () => {
    const responses = [uploaded("a.png"), accepted(), done()];
    const { urls } = await generate(responses, { images: png }, { client: { baseURL: "https://proxy.test/kie/" } });
    expect(urls).toEqual([
      "https://proxy.test/kie/api/file-stream-upload",
      "https://proxy.test/kie/api/v1/jobs/createTask",
      "https://proxy.test/kie/api/v1/jobs/recordInfo?taskId=task_1",
    ]);
  });

  it("are not submitted or charged if their upload is refused in a 200", async () => {
    const { outcome, urls } = await generate([refused(402), accepted(), done()], { images: png });
    expect(outcome).toMatchObject({ name: "PaymentRequiredError", charged: "no" });
    expect(urls).toEqual([uploadURL]);
  });

  it.each<[ValidationMode]>([["error"], ["warn"], ["off"]])(
    "that cannot be uploaded are refused if validation is %s",
    async (validation) => {
      const { outcome, calls } = await generate(
        [accepted(), done()],
        { images: "data:image/svg+xml,kite" },
        { validation },
      );
      expect(outcome).toBeInstanceOf(InvalidRequestError);
      expect(String(outcome)).toContain("images[0] is inline; kie accepts links only");
      expect(calls).toHaveLength(0);
    },
  );
});

describe("a size", () => {
  it.each<[ImageRequest["size"], object]>([
    [undefined, { quality: "basic" }],
    ["2K", { quality: "basic" }],
    ["4K", { quality: "high" }],
    ["2560x1440", { aspect_ratio: "16:9", quality: "basic" }],
    ["4096x4096", { aspect_ratio: "1:1", quality: "high" }],
    [{ aspectRatio: "16:9" }, { aspect_ratio: "16:9", quality: "basic" }],
    [
      { aspectRatio: "1:1", resolution: "4K" },
      { aspect_ratio: "1:1", quality: "high" },
    ],
  ])("of %j is sent as aspect ratio and quality", async (size, wire) => {
    expect(await wireOf({ size })).toEqual({
      model: "seedream/4.5-text-to-image",
      input: { prompt: "a kite", ...wire },
    });
  });

  it.each<[ValidationMode]>([["error"], ["warn"], ["off"]])(
    "in pixels of no table is refused if validation is %s",
    async (validation) => {
      for (const model of ["seedream-4.5", "tomorrow"]) {
        const { outcome, calls } = await generate([accepted(), done()], { model, size: "2000x2000" }, { validation });
        expect(outcome).toBeInstanceOf(InvalidRequestError);
        expect(String(outcome)).toContain(
          'size is "2000x2000"; kie accepts no pixels: pass { aspectRatio, resolution }',
        );
        expect(calls).toHaveLength(0);
      }
    },
  );
});

describe("validation of a request", () => {
  it("shows the exact body, with the facts of each upload in the place of its link", async () => {
    const { fetch, calls } = scripted();
    const client = createKie({ fetch });
    const link = "https://a.test/b.png";
    expect(await client.validate({ ...request, images: [png, link], size: "2560x1440", watermark: true })).toEqual({
      issues: [],
      warnings: [expect.objectContaining({ feature: "watermark" })],
      model: "seedream/4.5-edit",
      size: "2560x1440",
      body: {
        model: "seedream/4.5-edit",
        input: {
          prompt: "a kite",
          image_urls: [{ mediaType: "image/png", bytes: png.length }, link],
          aspect_ratio: "16:9",
          quality: "basic",
        },
      },
      count: 1,
      cost: undefined,
    });
    expect(calls).toHaveLength(0);
  });

  it("returns an issue that every validation mode refuses as cannot-send", async () => {
    const { issues } = await createKie({}).validate({ prompt: "a kite", count: 2, size: "2000x2000" });
    expect(issues.filter(({ code }) => code === "cannot-send").map(({ path }) => path)).toEqual([["count"], ["size"]]);
  });
});

describe("a feature without a field at the provider", () => {
  it("is dropped with a warning if it only affects the look", async () => {
    const wishes = { watermark: true, seed: 7, promptOptimization: "fast", output: { format: "jpeg" } } as const;
    const { outcome, calls } = await generate([accepted(), done()], wishes);
    expect(outcome).toMatchObject({ images: [{ ok: true }] });
    expect(outcome).toHaveProperty("warnings", [
      {
        type: "unsupported",
        feature: "seed",
        message: "seed 7 was dropped; seedream-4.5 on kie does not accept the field",
      },
      {
        type: "unsupported",
        feature: "promptOptimization",
        message: 'promptOptimization "fast" was dropped; seedream-4.5 on kie does not accept the field',
      },
      {
        type: "unsupported",
        feature: "output.format",
        message: 'output.format "jpeg" was dropped; seedream-4.5 on kie does not accept the field',
      },
      { type: "unsupported", feature: "watermark", message: "watermark was dropped; kie has no field for it" },
    ]);
    expect(calls[0]?.body).toEqual({
      model: "seedream/4.5-text-to-image",
      input: { prompt: "a kite", quality: "basic" },
    });
  });

  it.each<[ValidationMode]>([["error"], ["warn"], ["off"]])(
    "is refused if it is a count, because fewer images would be made, with validation %s",
    async (validation) => {
      for (const model of ["seedream-4.5", "tomorrow"]) {
        const { outcome, calls } = await generate([accepted(), done()], { model, count: 2 }, { validation });
        expect(outcome).toBeInstanceOf(InvalidRequestError);
        expect(outcome).toMatchObject({ provider: "kie", charged: "no" });
        expect(String(outcome)).toContain("count is 2; kie makes one image per request");
        expect(calls).toHaveLength(0);
      }
    },
  );

  it.each([{}, { images: png }])(
    "is refused if it is an idempotency key, because a repeat would pay twice",
    async (asked) => {
      const { outcome, calls } = await generate([uploaded("a.png"), done()], asked, { idempotencyKey: "order-1" });
      expect(outcome).toBeInstanceOf(InvalidRequestError);
      expect(outcome).toMatchObject({
        message: expect.stringContaining('idempotencyKey is "order-1"; kie accepts no keys; leave it out'),
        charged: "no",
      });
      expect(calls).toHaveLength(0);
    },
  );

  it("yields its events at the end if it is a stream, with a warning", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(accepted(), state("waiting"), done());
    const types: string[] = [];
    let warnings: unknown;
    const reading = (async () => {
      for await (const event of createKie({ fetch, clock }).stream(request)) {
        types.push(event.type === "progress" ? event.status : event.type);
        if (event.type === "completed") warnings = event.result.warnings;
      }
    })();
    await clock.advance(60_000);
    await reading;
    expect(types).toEqual(["submitted", "submitted", "waiting", "image", "running", "completed", "completed"]);
    expect(warnings).toMatchObject([{ type: "unsupported", feature: "stream" }]);
  });
});
