import { setImmediate, setTimeout } from "node:timers/promises";
import { APICallError } from "@ai-sdk/provider";
import { createArk } from "@seedream-clients/ark";
import {
  type ClientOptions,
  type Clock,
  type ImageEvent,
  OutcomeUnknownError,
  RateLimitError,
} from "@seedream-clients/core";
import { generateImage, NoImageGeneratedError, wrapImageModel } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";
import { seedream } from "../src/index.ts";
import { faults } from "./faults.ts";
import { arkResult, blocked, jpeg, paidServer, sendJSON } from "./paid-server.ts";
import { call } from "./sdk-call.ts";

const apiKey = "ark-0123456789abcdef";
const model = (baseURL: string, options: ClientOptions = {}) =>
  seedream(createArk({ apiKey, baseURL, download: { allowPrivateHosts: true }, ...options })).image("seedream-4.5");
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => Promise.reject(new Error("It succeeded")),
    (error: unknown) => error,
  );

describe("a submission with an uncertain outcome is sent once, whatever maxRetries is", () => {
  it.each(Object.entries(faults))("when %s", async (_, submit) => {
    const server = await paidServer(submit);
    const request = { model: model(server.origin), prompt: "A lighthouse", maxRetries: 5 };
    const error = await failure(generateImage(request));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ isRetryable: false, cause: { provider: "ark" } });
    expect(server.submissions).toHaveLength(1);
  });

  it("when the provider is silent", async () => {
    const { promise: received, resolve } = Promise.withResolvers<void>();
    const server = await paidServer(() => resolve());
    // Timers fire once the server has the submission, so that a slow machine changes nothing.
    const clock: Clock = {
      now: () => 0,
      after(_, callback) {
        let isCancelled = false;
        received.then(() => isCancelled || callback());
        return () => {
          isCancelled = true;
        };
      },
    };
    const silent = model(server.origin, { clock });
    const error = await failure(generateImage({ model: silent, prompt: "A lighthouse", maxRetries: 5 }));
    expect(error).toMatchObject({ isRetryable: false, cause: { charged: "unknown", name: "OutcomeUnknownError" } });
    expect(server.submissions).toHaveLength(1);
  });
});

it("has the status, and a cause that says whether it may have been billed", async () => {
  const server = await paidServer(({ response }) => sendJSON(response, { error: { message: "Sorry" } }, 500));
  const error = await failure(generateImage({ model: model(server.origin), prompt: "A lighthouse" }));
  expect(error).toMatchObject({ statusCode: 500, url: `${server.origin}/images/generations` });
  expect(APICallError.isInstance(error) && OutcomeUnknownError.isInstance(error.cause)).toBe(true);
  expect(JSON.stringify(error)).not.toContain(apiKey);
});

describe("429", () => {
  it("is retried by the client within maxRetries, after Retry-After", async () => {
    const server = await paidServer(({ number, response, link }) =>
      number < 3
        ? sendJSON(response, { error: { code: "RateLimitExceeded" } }, 429, { "retry-after": "0" })
        : sendJSON(response, arkResult({ url: link() })),
    );
    const { image } = await generateImage({ model: model(server.origin), prompt: "A lighthouse", maxRetries: 0 });
    expect(image.uint8Array).toEqual(new Uint8Array(jpeg));
    expect(server.submissions).toHaveLength(3);
  });

  it("is not retried beyond the client's maxRetries, whatever the SDK's maxRetries is", async () => {
    const server = await paidServer(({ response }) =>
      sendJSON(response, { error: { code: "RateLimitExceeded" } }, 429, { "retry-after": "0" }),
    );
    const limited = model(server.origin, { maxRetries: 1 });
    const error = await failure(generateImage({ model: limited, prompt: "A lighthouse", maxRetries: 5 }));
    expect(error).toMatchObject({ isRetryable: false, statusCode: 429 });
    expect(APICallError.isInstance(error) && RateLimitError.isInstance(error.cause)).toBe(true);
    expect(server.submissions).toHaveLength(2);
  });
});

describe("nothing that was paid for is lost", () => {
  it("returns the other images of a group if one is blocked", async () => {
    const server = await paidServer(({ response, link }) =>
      sendJSON(response, arkResult({ url: link("a") }, blocked, { url: link("b"), size: "2048x1024" })),
    );
    const noStream = model(server.origin, { streamGroups: false });
    const { images, providerMetadata, warnings } = await generateImage({ model: noStream, prompt: "Three", n: 3 });
    expect(images).toHaveLength(2);
    expect(providerMetadata.ark?.images).toEqual([
      expect.objectContaining({ index: 0, url: `${server.origin}/a.jpg` }),
      expect.objectContaining({ index: 2, width: 2048, height: 1024, url: `${server.origin}/b.jpg` }),
      expect.objectContaining({ index: 1, error: expect.objectContaining({ name: "ContentPolicyError" }) }),
    ]);
    expect(images.map((image) => image.providerMetadata?.ark?.index)).toEqual([0, 2]);
    expect(warnings).toEqual([
      { type: "other", message: expect.stringContaining("Image 2 is missing: The image was withheld.") },
    ]);
    expect(server.submissions).toHaveLength(1);
  });

  it("returns the images of the other submissions if one fails", async () => {
    const server = await paidServer(({ number, response, link }) =>
      number === 2 ? response.destroy() : sendJSON(response, arkResult({ url: link(String(number)) })),
    );
    const single = seedream(createArk({ apiKey, baseURL: server.origin, download: { allowPrivateHosts: true } }));
    const { images, providerMetadata, warnings } = await generateImage({
      model: single.image("ep-20260101-abcde"),
      prompt: "Three",
      n: 3,
    });
    expect(images).toHaveLength(2);
    expect(providerMetadata.ark?.images).toHaveLength(3);
    expect(providerMetadata.ark?.images.at(-1)).toMatchObject({ error: { charged: "unknown" } });
    expect(warnings).toHaveLength(1);
    expect(server.submissions).toHaveLength(3);
  });

  it("warns of an image that cannot be downloaded, and names its link", async () => {
    const server = await paidServer(({ response, link }) =>
      sendJSON(response, arkResult({ url: link("gone") }, { url: link("b") })),
    );
    const noStream = model(server.origin, { streamGroups: false });
    const { images, providerMetadata, warnings } = await generateImage({ model: noStream, prompt: "Two", n: 2 });
    expect(images).toHaveLength(1);
    expect(providerMetadata.ark?.images).toMatchObject([
      { url: `${server.origin}/b.jpg` },
      { url: `${server.origin}/gone.jpg`, error: { name: "DownloadError" } },
    ]);
    expect(warnings).toEqual([{ type: "other", message: expect.stringContaining(`${server.origin}/gone.jpg`) }]);
  });

  it("throws an error with the links if no image can be downloaded", async () => {
    const server = await paidServer(({ response, link }) => sendJSON(response, arkResult({ url: link("gone") })));
    const error = await failure(generateImage({ model: model(server.origin), prompt: "One", maxRetries: 5 }));
    expect(error).toMatchObject({
      isRetryable: false,
      message: expect.stringContaining(`${server.origin}/gone.jpg`),
      data: { images: [{ url: `${server.origin}/gone.jpg` }] },
    });
    expect(server.submissions).toHaveLength(1);
  });

  it("says that an image that was made but cannot be read may have been billed", async () => {
    const server = await paidServer(({ response, link }) => sendJSON(response, arkResult({ url: link("gone") })));
    const error = await failure(generateImage({ model: model(server.origin), prompt: "One" }));
    expect(error).toMatchObject({
      cause: { name: "DownloadError", charged: "unknown" },
      data: { images: [{ error: { charged: "unknown" } }] },
    });
  });

  it("keeps an inline image that cannot be decoded in the raw response, on the cause of the error", async () => {
    const data = { b64_json: "aGVsbG8gd29ybGQ=" };
    const server = await paidServer(({ response }) => sendJSON(response, arkResult(data)));
    const error = await failure(generateImage({ model: model(server.origin), prompt: "One" }));
    expect(error).toMatchObject({ cause: { charged: "unknown", raw: { data: [data] } } });
    expect(JSON.stringify(error)).not.toContain(data.b64_json);
  });

  it("sets the cost only on images that were made", async () => {
    const server = await paidServer(({ response, link }) =>
      sendJSON(response, arkResult({ url: link("a") }, blocked, { url: link("b") })),
    );
    const noStream = model(server.origin, { streamGroups: false });
    const { providerMetadata } = await generateImage({ model: noStream, prompt: "Three", n: 3 });
    const costs = providerMetadata.ark?.images.map((facts) => Object(facts).cost?.amount);
    expect(costs).toEqual([0.25, 0.25, undefined]);
  });

  it("returns the images that arrived before a stream broke off", async () => {
    const server = await paidServer(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { type: "image_generation.partial_succeeded", image_index: 0, url: link("a") };
      response.write(`data: ${JSON.stringify(event)}\n\n`, () => response.destroy());
    });
    for (const onEvent of [undefined, () => {}]) {
      const ark = seedream(createArk({ apiKey, baseURL: server.origin, download: { allowPrivateHosts: true } }));
      const { images, warnings, providerMetadata } = await generateImage({
        model: ark.image("seedream-4.5", { onEvent }),
        prompt: "Two",
        n: 2,
      });
      expect(images).toHaveLength(1);
      expect(providerMetadata.ark?.images[0]).toMatchObject({ clientRequestId: expect.any(String) });
      expect(warnings).toHaveLength(1);
    }
    expect(server.submissions).toHaveLength(2);
  });

  it("gives one warning about a group that broke off, with the numbers of the missing images", async () => {
    const server = await paidServer(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { type: "image_generation.partial_succeeded", image_index: 0, url: link("a") };
      response.write(`data: ${JSON.stringify(event)}\n\n`, () => response.destroy());
    });
    const { warnings } = await generateImage({ model: model(server.origin), prompt: "Four", n: 4 });
    expect(warnings).toEqual([{ type: "other", message: expect.stringMatching(/^Images 2 to 4 are missing: /) }]);
  });

  it("keeps the index and the error of a blocked image if the stream breaks off later", async () => {
    const server = await paidServer(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const events = [
        { type: "image_generation.partial_succeeded", image_index: 2, url: link("c") },
        { type: "image_generation.partial_failed", image_index: 0, ...blocked },
        { type: "image_generation.partial_succeeded", image_index: 1, url: link("b") },
      ];
      response.write(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""), () => response.destroy());
    });
    for (const onEvent of [undefined, () => {}]) {
      const ark = seedream(createArk({ apiKey, baseURL: server.origin, download: { allowPrivateHosts: true } }));
      const { providerMetadata } = await generateImage({
        model: ark.image("seedream-4.5", { onEvent }),
        prompt: "Four",
        n: 4,
      });
      expect(providerMetadata.ark?.images).toMatchObject([
        { index: 1, url: `${server.origin}/b.jpg` },
        { index: 2, url: `${server.origin}/c.jpg` },
        { index: 0, error: { name: "ContentPolicyError" } },
        { index: 3, error: { charged: "unknown" } },
      ]);
    }
  });

  it("reports no missing image if a group breaks off after its last image", async () => {
    const server = await paidServer(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const events = [0, 1].map((index) => ({
        type: "image_generation.partial_succeeded",
        image_index: index,
        url: link(String(index)),
      }));
      response.write(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""), () => response.destroy());
    });
    const { images, providerMetadata, warnings } = await generateImage({
      model: model(server.origin),
      prompt: "Two",
      n: 2,
    });
    expect(images).toHaveLength(2);
    expect(providerMetadata.ark?.images).toHaveLength(2);
    expect(warnings).toEqual([
      { type: "other", message: expect.stringMatching(/^The response broke off after 2 images/) },
    ]);
  });

  it("reports no missing image if the call is aborted after the last image of a group", async () => {
    const controller = new AbortController();
    const server = await paidServer(({ response }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { type: "image_generation.partial_succeeded", image_index: 0, b64_json: jpeg.toString("base64") };
      const second = { ...event, image_index: 1 };
      for (const each of [event, second]) response.write(`data: ${JSON.stringify(each)}\n\n`);
    });
    const ark = seedream(createArk({ apiKey, baseURL: server.origin }));
    const onEvent = (event: ImageEvent) => {
      if (event.type === "image" && event.index === 1) controller.abort();
    };
    const { images, providerMetadata, warnings } = await generateImage({
      model: ark.image("seedream-4.5", { onEvent }),
      prompt: "Two",
      n: 2,
      abortSignal: controller.signal,
      providerOptions: { ark: { delivery: "inline" } },
    });
    expect(images).toHaveLength(2);
    expect(providerMetadata.ark?.images).toHaveLength(2);
    expect(warnings).toEqual([{ type: "other", message: expect.stringContaining("aborted") }]);
  });

  it("gives one warning about all images of a failed submission", async () => {
    const server = await paidServer(({ body, response, link }) =>
      Object(body.sequential_image_generation_options).max_images === 15
        ? response.destroy()
        : sendJSON(response, arkResult({ url: link("a") }, { url: link("b") })),
    );
    const noStream = model(server.origin, { streamGroups: false });
    const { warnings, providerMetadata } = await generateImage({ model: noStream, prompt: "Many", n: 17 });
    expect(warnings).toEqual([{ type: "other", message: expect.stringMatching(/^Images 1 to 15 are missing: /) }]);
    expect(providerMetadata.ark?.images.at(-1)).toMatchObject({ index: 0, count: 15 });
  });
});

it("ignores the rejection of an asynchronous callback", async () => {
  const rejections: unknown[] = [];
  const keep = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", keep);
  onTestFinished(() => void process.off("unhandledRejection", keep));
  const server = await paidServer(({ response, link }) => sendJSON(response, arkResult({ url: link() })));
  const ark = seedream(createArk({ apiKey, baseURL: server.origin, download: { allowPrivateHosts: true } }));
  const onEvent = async () => {
    throw new Error("From the callback");
  };
  await generateImage({ model: ark.image("seedream-4.5", { onEvent }), prompt: "One" });
  await setImmediate();
  expect(rejections).toEqual([]);
});

describe("with the SDK's own fan-out, maxImagesPerCall", () => {
  it("returns the images of the other calls if one fails, each with its metadata", async () => {
    const server = await paidServer(({ number, response, link }) => {
      if (number === 1) return sendJSON(response, arkResult({ url: link("a") }, blocked));
      if (number === 2) return void response.destroy();
      sendJSON(response, arkResult({ url: link("b") }, { url: link("c") }));
    });
    const { images, providerMetadata, calls } = await generateImage({
      model: model(server.origin, { streamGroups: false }),
      prompt: "Six",
      n: 6,
      maxImagesPerCall: 2,
      maxRetries: 5,
    });
    expect(images.map((image) => image.providerMetadata?.ark?.url)).toEqual(
      ["a", "b", "c"].map((name) => `${server.origin}/${name}.jpg`),
    );
    expect(providerMetadata.ark?.images.slice(0, 3)).toMatchObject(
      ["a", "b", "c"].map((name) => ({ url: `${server.origin}/${name}.jpg` })),
    );
    expect(providerMetadata.ark?.images.slice(3)).toMatchObject([{ error: {} }, { error: { charged: "unknown" } }]);
    expect(calls.map((call) => call.images.length)).toEqual([1, 0, 2]);
    expect(server.submissions).toHaveLength(3);
  });

  it("throws an error with the links of all calls if no image can be downloaded", async () => {
    const server = await paidServer(({ number, response, link }) =>
      sendJSON(response, arkResult({ url: link(`gone-${number}`) })),
    );
    const request = { model: model(server.origin), prompt: "Two", n: 2, maxImagesPerCall: 1 };
    const links = [`${server.origin}/gone-1.jpg`, `${server.origin}/gone-2.jpg`];
    const error = await failure(generateImage(request));
    expect(error).toMatchObject({ data: { images: links.map((url) => ({ url })) } });
    for (const link of links) expect(error).toHaveProperty("message", expect.stringContaining(link));
  });

  it("does not mix the failures of calls that share only the headers of a middleware", async () => {
    const server = await paidServer(({ body, response, link }) =>
      sendJSON(response, arkResult({ url: link(body.prompt === "Hers" ? "gone" : "a") })),
    );
    const headers = { "x-app": "gallery" };
    const shared = wrapImageModel({
      model: model(server.origin),
      middleware: { specificationVersion: "v4", transformParams: async ({ params }) => ({ ...params, headers }) },
    });
    const [hers, his] = await Promise.all([
      failure(generateImage({ model: shared, prompt: "Hers" })),
      generateImage({ model: shared, prompt: "His" }),
    ]);
    expect(hers).toMatchObject({ name: "AI_APICallError", data: { images: [{ url: `${server.origin}/gone.jpg` }] } });
    expect(his.providerMetadata.ark?.images).toHaveLength(1);
  });

  it("keeps the error of a refused call beside the images of other calls", async () => {
    const server = await paidServer(({ response, link }) =>
      sendJSON(response, arkResult({ url: link("a") }, { url: link("b") })),
    );
    const { images, providerMetadata, warnings } = await generateImage({
      model: model(server.origin, { streamGroups: false }),
      prompt: "Three and a half",
      n: 3.5,
      maxImagesPerCall: 2,
    });
    expect(images).toHaveLength(2);
    expect(providerMetadata.ark?.images.at(-1)).toMatchObject({ error: { name: "InvalidRequestError" } });
    expect(warnings).toEqual([{ type: "other", message: expect.stringContaining("n is 1.5") }]);
  });

  it("throws the client's error if every call fails", async () => {
    const server = await paidServer(({ request }) => request.socket.destroy());
    const error = await failure(
      generateImage({ model: model(server.origin), prompt: "Four", n: 4, maxImagesPerCall: 1, maxRetries: 5 }),
    );
    expect(NoImageGeneratedError.isInstance(error)).toBe(false);
    expect(error).toMatchObject({ isRetryable: false, cause: { charged: "unknown" } });
    expect(server.submissions).toHaveLength(4);
  });
});

describe("an abort", () => {
  it("before the call sends nothing", async () => {
    const server = await paidServer(({ response }) => response.destroy());
    const error = await failure(
      generateImage({ model: model(server.origin), prompt: "One", abortSignal: AbortSignal.abort() }),
    );
    expect(error).toMatchObject({ name: "AbortError", isRetryable: false, cause: { charged: "no" } });
    expect(server.submissions).toEqual([]);
  });

  it("of a download throws an error that says the image may be billed, and has its link", async () => {
    const controller = new AbortController();
    const server = await paidServer(({ response, link }) => sendJSON(response, arkResult({ url: link() })));
    const abort = (event: ImageEvent) => {
      if (event.type === "completed") controller.abort();
    };
    const ark = seedream(createArk({ apiKey, baseURL: server.origin, download: { allowPrivateHosts: true } }));
    const watched = ark.image("seedream-4.5", { onEvent: abort });
    const error = await failure(generateImage({ model: watched, prompt: "One", abortSignal: controller.signal }));
    expect(error).toMatchObject({
      name: "AbortError",
      message: expect.stringContaining(`${server.origin}/0.jpg`),
      cause: { charged: "unknown" },
    });
  });

  it("has the error of the submission as its cause, not the error of a download", async () => {
    const controller = new AbortController();
    const server = await paidServer(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { type: "image_generation.partial_succeeded", image_index: 0, url: link("a") };
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    });
    const abort = (event: ImageEvent) => {
      if (event.type === "image") controller.abort();
    };
    const ark = seedream(createArk({ apiKey, baseURL: server.origin, download: { allowPrivateHosts: true } }));
    const watched = ark.image("seedream-4.5", { onEvent: abort });
    const request = { model: watched, prompt: "Two", n: 2, abortSignal: controller.signal };
    const cause = { clientRequestId: expect.any(String), images: [{ url: `${server.origin}/a.jpg` }] };
    expect(await failure(generateImage(request))).toMatchObject({ name: "AbortError", cause });
  });

  it("loses no image of a finished submission while another submission waits", async () => {
    const controller = new AbortController();
    const server = await paidServer(({ number, response, link }) => {
      if (number === 1) sendJSON(response, arkResult({ url: link() }));
    });
    const ark = seedream(createArk({ apiKey, baseURL: server.origin, download: { allowPrivateHosts: true } }));
    const request = { model: ark.image("ep-20260101-abcde"), prompt: "Two", n: 2, abortSignal: controller.signal };
    const generation = generateImage(request);
    await expect.poll(() => server.downloads.length + server.submissions.length).toBe(3);
    await setTimeout(50);
    controller.abort();
    const { images, warnings } = await generation;
    expect(images).toHaveLength(1);
    expect(warnings).toEqual([{ type: "other", message: expect.stringContaining("aborted") }]);
  });

  it("is recognised beside another failure", async () => {
    const controller = new AbortController();
    const server = await paidServer(({ number, response }) => {
      if (number === 1) sendJSON(response, { error: { message: "Sorry" } }, 500);
      else void setTimeout(50).then(() => controller.abort());
    });
    const ark = seedream(createArk({ apiKey, baseURL: server.origin }));
    const request = { model: ark.image("ep-20260101-abcde"), prompt: "Two", n: 2, abortSignal: controller.signal };
    expect(await failure(generateImage(request))).toMatchObject({ name: "AbortError", isRetryable: false });
  });

  it("ends a waiting call with an error that says it may be billed", async () => {
    const controller = new AbortController();
    const server = await paidServer(() => controller.abort());
    const error = await failure(
      generateImage({ model: model(server.origin), prompt: "One", abortSignal: controller.signal, maxRetries: 5 }),
    );
    expect(error).toMatchObject({ name: "AbortError", isRetryable: false, cause: { charged: "unknown" } });
    expect(server.submissions).toHaveLength(1);
  });
});

it("sends the caller's headers to the provider only, and never the caller's authorization", async () => {
  let received: unknown;
  const server = await paidServer(({ request, response, link }) => {
    received = request.headers;
    sendJSON(response, arkResult({ url: link() }));
  });
  const headers = { authorization: "Bearer someone-elses", "x-trace": "t-1" };
  await generateImage({ model: model(server.origin), prompt: "One", headers });
  expect(received).toMatchObject({ authorization: `Bearer ${apiKey}`, "x-trace": "t-1" });
  for (const download of server.downloads) {
    expect(download.headers).not.toHaveProperty("authorization");
    expect(download.headers).not.toHaveProperty("x-trace");
  }
  expect(server.downloads).toHaveLength(1);
});

describe("seeds", () => {
  it.each([
    [41, [41, 42, 43]],
    [2_147_483_646, [0, 2_147_483_646, 2_147_483_647]],
    [-1, [-1, -1, -1]],
  ])(
    "each submission of a call gets one of its own, because one would make, and bill, the same image again: %i",
    async (seed, seeds) => {
      const server = await paidServer(({ response, link }) => sendJSON(response, arkResult({ url: link() })));
      const ark = seedream(createArk({ apiKey, baseURL: server.origin, download: { allowPrivateHosts: true } }));
      await generateImage({ model: ark.image("ep-20260101-abcde"), prompt: "Three", n: 3, seed });
      expect(server.submissions.map((body) => body.seed).sort()).toEqual(seeds);
    },
  );

  it("are dropped with one warning where the model takes none", async () => {
    const server = await paidServer(({ response, link }) => sendJSON(response, arkResult({ url: link() })));
    const noStream = model(server.origin, { streamGroups: false });
    const { warnings } = await generateImage({ model: noStream, prompt: "Many", n: 31, seed: 7 });
    expect(warnings.filter(({ type }) => type === "unsupported")).toHaveLength(1);
  });
});

it.each([1.5, 0, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d images before it sends any of them", async (n) => {
  const server = await paidServer(({ response, link }) => sendJSON(response, arkResult({ url: link() })));
  const ark = seedream(createArk({ apiKey, baseURL: server.origin }));
  const error = await failure(
    Promise.resolve(ark.image("ep-20260101-abcde").doGenerate({ ...call, prompt: "One and a half", n })),
  );
  expect(error).toMatchObject({ isRetryable: false, cause: { charged: "no" } });
  expect(error).toHaveProperty("message", expect.stringContaining(`n is ${n}; pass a whole number from 1`));
  expect(server.submissions).toEqual([]);
});

it.each([1001, 1e12])("refuses %d images before it sends any of them, as many as memory does not hold", async (n) => {
  const server = await paidServer(({ response, link }) => sendJSON(response, arkResult({ url: link() })));
  const ark = seedream(createArk({ apiKey, baseURL: server.origin }));
  const error = await failure(generateImage({ model: ark.image("seedream-4.5"), prompt: "A mistyped number", n }));
  expect(error).toMatchObject({ isRetryable: false, cause: { charged: "no" } });
  expect(error).toHaveProperty("message", `n is ${n}; a call makes at most 1000; make more in further calls [ark]`);
  expect(server.submissions).toEqual([]);
});
