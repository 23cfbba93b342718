import { APICallError, NoSuchModelError } from "@ai-sdk/provider";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import {
  type ClientOptions,
  findModel,
  type ImageEvent,
  type SeedreamClient,
  SeedreamError,
} from "@seedream-clients/core";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import { createProviderRegistry, customProvider, generateImage, wrapImageModel } from "ai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seedream, seedreamV3 } from "../src/index.ts";
import { clients } from "./generated/clients.ts";
import { call } from "./sdk-call.ts";

let server: SimulatorServer;
beforeAll(async () => {
  server = await serveSimulator();
});
beforeEach(() => server.simulator.reset());
afterAll(() => server.close());

type Name = keyof typeof clients;
const isName = (name: string): name is Name => name in clients;
const creators: Readonly<Record<Name, (options: ClientOptions) => SeedreamClient>> = clients;
const providerOf = (name: Name, options: ClientOptions = {}) => {
  const create = creators[name];
  const download = { allowPrivateHosts: true };
  return seedream(create({ apiKey: "any-key", baseURL: server.baseURLs[name], download, ...options }));
};
/** Returns the paid calls: only their bodies contain a prompt, in a place that depends on the provider. */
const submissions = () => server.simulator.calls.filter(({ body }) => JSON.stringify(body ?? "").includes('"prompt"'));
describe.each(Object.keys(clients).filter(isName))("%s in generateImage()", (name) => {
  const { models } = creators[name]({ apiKey: "any-key" });
  const row = findModel(models, "seedream-4.5");
  const [format] = row?.output.formats ?? [];
  const [ids = []] = Object.values(row?.ids ?? {});

  it("makes an image with its facts, cost and warnings", async () => {
    const { image, providerMetadata, responses, warnings } = await generateImage({
      model: providerOf(name).image("seedream-4.5"),
      prompt: "A lighthouse at dusk",
      seed: 7,
    });
    expect(submissions()).toHaveLength(1);
    const plain = await creators[name]({ apiKey: "any-key", baseURL: server.baseURLs[name] }).generate({
      prompt: "A kite",
    });
    expect(image.mediaType).toBe(`image/${format}`);
    expect(providerMetadata[name]?.images).toEqual([
      expect.objectContaining({
        index: 0,
        url: expect.stringMatching(/^http/),
        mediaType: `image/${format}`,
        ...(plain.image.expiresAt && { expiresAt: expect.any(String) }),
        clientRequestId: expect.any(String),
        ...(row?.prices.length !== 0 && { cost: expect.objectContaining({ amount: expect.any(Number) }) }),
        usage: expect.any(Object),
      }),
    ]);
    expect(ids).toContain(responses[0]?.modelId);
    expect(warnings.every(({ type }) => type === "unsupported")).toBe(true);
  });

  it("accepts an aspect ratio", async () => {
    const model = providerOf(name).image("seedream-4.5");
    const { image } = await generateImage({ model, prompt: "A lighthouse", aspectRatio: "16:9" });
    expect(image.uint8Array.length).toBeGreaterThan(100);
    const [call] = submissions();
    expect(JSON.stringify(call?.body)).toMatch(/"16:9"|"\d+x\d+"|"width":/);
  });

  it("makes four images in one submission if the model makes groups, otherwise in four submissions", async () => {
    const provider = providerOf(name);
    const model = provider.image("seedream-4.5");
    const { images, providerMetadata } = await generateImage({ model, prompt: "Four seasons", n: 4 });
    expect(images).toHaveLength(4);
    expect(providerMetadata[name]?.images).toHaveLength(4);
    expect(submissions()).toHaveLength(row?.group && !row.group.needsReference ? 1 : 4);
  });

  it("throws the error class of a refusal without a retry", async () => {
    server.simulator.always(name, "content-blocked");
    const model = providerOf(name).image("seedream-4.5");
    await expect(generateImage({ model, prompt: "A lighthouse", maxRetries: 5 })).rejects.toMatchObject({
      isRetryable: false,
      cause: { name: "ContentPolicyError", provider: name },
    });
    expect(submissions()).toHaveLength(1);
  });

  it("reports events, and ignores errors of the callback", async () => {
    const events: ImageEvent["type"][] = [];
    const onEvent = ({ type }: ImageEvent) => {
      events.push(type);
      throw new Error("from the callback");
    };
    const model = providerOf(name).image("seedream-4.5", { onEvent });
    const { images } = await generateImage({ model, prompt: "A lighthouse" });
    expect(images).toHaveLength(1);
    expect(events).toContain("image");
    expect(events.at(-1)).toBe("completed");
  });
});

describe("Ark in generateImage()", () => {
  it("accepts a text with a link to a reference image", async () => {
    const { image } = await generateImage({
      model: providerOf("ark").image("seedream-4.5"),
      prompt: { text: "Turn it blue", images: ["https://images.example/a.png"] },
      size: "2048x2048",
    });
    expect(image).toBeDefined();
    const [call] = submissions();
    expect(call?.body).toMatchObject({ image: "https://images.example/a.png", size: "2048x2048" });
  });

  const images = ["https://images.example/a.png"];
  it.each<[Parameters<typeof generateImage>[0]["prompt"], string]>([
    [{ images }, "prompt is empty"],
    [{ text: "Blue", images, mask: new Uint8Array([1]) }, "no mask"],
    [{ text: "Blue", images: [new Uint8Array([1, 2, 3])] }, "images[0]"],
  ])("refuses what a request cannot say, and sends nothing: %o", async (prompt, reason) => {
    const model = providerOf("ark").image("seedream-4.5");
    await expect(generateImage({ model, prompt, maxRetries: 3 })).rejects.toMatchObject({
      isRetryable: false,
      message: expect.stringContaining(reason),
      cause: { name: "InvalidRequestError", charged: "no" },
    });
    expect(server.simulator.calls).toEqual([]);
  });

  it("reads its options from providerOptions.ark", async () => {
    const ark = { resolution: "4K", watermark: true, delivery: "inline", native: { optimize_prompt: true } };
    await generateImage({
      model: providerOf("ark").image("seedream-4.5"),
      prompt: "A lighthouse",
      aspectRatio: "1:1",
      providerOptions: { ark, openai: { style: "vivid" } },
    });
    const [call] = submissions();
    expect(call?.body).toMatchObject({
      size: "4096x4096",
      watermark: true,
      response_format: "b64_json",
      optimize_prompt: true,
    });
  });

  it("refuses a value that has no JSON", async () => {
    const options = { ...call, providerOptions: { ark: { watermark: 1n } } };
    // @ts-expect-error JavaScript may pass it.
    await expect(providerOf("ark").image("seedream-4.5").doGenerate(options)).rejects.toMatchObject({
      message: expect.stringContaining("watermark is 1; it accepts true or false"),
    });
  });

  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  it.each([
    ["image/*", png],
    ["image", png],
    ["image/jpeg", png],
    ["image/png", `data:image/png;base64,${png}`],
  ])("reads the type of a Base64 reference from its bytes: %s", async (mediaType, data) => {
    const file = { type: "file" as const, mediaType, data };
    await providerOf("ark")
      .image("seedream-4.5")
      .doGenerate({ ...call, files: [file] });
    expect(submissions()[0]?.body).toMatchObject({ image: `data:image/png;base64,${png}` });
  });

  it("refuses a reference that is not Base64", async () => {
    const files = [{ type: "file" as const, mediaType: "image/png", data: "not Base64!" }];
    const refused = providerOf("ark")
      .image("seedream-4.5")
      .doGenerate({ ...call, files });
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining("files[0] is not Base64") });
    expect(server.simulator.calls).toEqual([]);
  });

  it.each([
    [{ resolutoin: "4K" }, "providerOptions.ark.resolutoin is not an option; the options are watermark"],
    [{ watermark: "yes" }, 'providerOptions.ark.watermark is "yes"; it accepts true or false'],
    [{ resolution: "large" }, 'it accepts a resolution such as "2K"'],
    [{ delivery: "base64" }, 'it accepts "url" or "inline"'],
    [{ native: [] }, "it accepts an object"],
    [{ watermark: { on: 1 } }, "providerOptions.ark.watermark is [object Object]; it accepts true or false"],
    [{ format: "x".repeat(100) }, `providerOptions.ark.format is "${"x".repeat(60)}"; it accepts`],
    [{ size: "auto" }, "size and providerOptions.ark.size are both given; pass one of them"],
  ])("refuses an option that it does not know: %j", async (ark, reason) => {
    const model = providerOf("ark").image("seedream-4.5");
    await expect(
      generateImage({ model, prompt: "A lighthouse", size: "2048x2048", providerOptions: { ark } }),
    ).rejects.toMatchObject({ isRetryable: false, message: expect.stringContaining(reason) });
    expect(server.simulator.calls).toEqual([]);
  });

  it("splits more images than a group holds over several submissions", async () => {
    const model = providerOf("ark").image("seedream-4.5");
    const { images, providerMetadata } = await generateImage({ model, prompt: "Many", n: 17 });
    expect(images).toHaveLength(17);
    expect(images.map((image) => image.providerMetadata?.ark?.index)).toEqual(Array.from({ length: 17 }, (_, i) => i));
    expect(providerMetadata.ark?.images).toHaveLength(17);
    const counts = submissions().map(({ body }) => Object(body).sequential_image_generation_options?.max_images);
    expect(counts.sort()).toEqual([15, 2]);
  });
});

it("numbers all images if a submission makes more than requested, for example layers", async () => {
  const { images, providerMetadata } = await generateImage({
    model: providerOf("apimart").image("seedream-5.0-pro"),
    prompt: { text: "Take it apart", images: ["https://example.com/lighthouse.png"] },
    n: 2,
    providerOptions: { apimart: { native: { layer_decomposition: true } } },
  });
  expect(images.length).toBeGreaterThan(2);
  expect(providerMetadata.apimart?.images).toMatchObject(images.map((_, index) => ({ index })));
});

it("throws an error with the task of APIMart after a time-out, so that the caller can wait for it again", async () => {
  const options = { apiKey: "any-key", baseURL: server.baseURLs.apimart };
  const request = {
    prompt: "A lighthouse",
    model: seedream(createAPIMart({ ...options, timeout: 500 })).image("seedream-4.5"),
  };
  const error: unknown = await generateImage(request).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ isRetryable: false, cause: { name: "TaskTimeoutError", charged: "unknown" } });
  const task = APICallError.isInstance(error) && SeedreamError.isInstance(error.cause) && error.cause.task;
  if (!task) throw new Error("The error has no task");
  const { images } = await createAPIMart(options).task(task).wait();
  expect(images).toHaveLength(1);
  expect(submissions()).toHaveLength(1);
});

describe("a provider", () => {
  it("works in a registry by string ids, and in customProvider", async () => {
    const registry = createProviderRegistry({ ark: providerOf("ark") });
    const { images } = await generateImage({ model: registry.imageModel("ark:seedream-4.5"), prompt: "A lighthouse" });
    expect(images).toHaveLength(1);
    const custom = customProvider({ imageModels: { fast: providerOf("ark").image("seedream-4.0") } });
    await generateImage({ model: custom.imageModel("fast"), prompt: "A lighthouse" });
    expect(submissions().map(({ model }) => model)).toEqual([
      "doubao-seedream-4-5-251128",
      "doubao-seedream-4-0-250828",
    ]);
  });

  it("works under middleware and through a Proxy", async () => {
    const model = providerOf("ark").image("seedream-4.5");
    const wrapped = wrapImageModel({
      model,
      middleware: {
        specificationVersion: "v4",
        transformParams: async ({ params }) => ({ ...params, prompt: `${params.prompt}, oil painting` }),
      },
    });
    const { images } = await generateImage({ model: wrapped, prompt: "A lighthouse", n: 2 });
    expect(images).toHaveLength(2);
    await generateImage({ model: new Proxy(model, {}), prompt: "A lighthouse" });
    expect(submissions().map(({ body }) => Object(body).prompt)).toEqual([
      "A lighthouse, oil painting",
      "A lighthouse",
    ]);
  });

  it("works in version 3 of the specification", async () => {
    const client = createArk({
      apiKey: "any-key",
      baseURL: server.baseURLs.ark,
      download: { allowPrivateHosts: true },
    });
    const provider = seedreamV3(client);
    expect(provider.imageModel("seedream-4.5").specificationVersion).toBe("v3");
    const { images } = await generateImage({ model: provider.image("seedream-4.5"), prompt: "A lighthouse", n: 2 });
    expect(images).toHaveLength(2);
    expect(() => provider.languageModel("seed-1.6")).toThrow(NoSuchModelError);
  });

  it("throws NoSuchModelError for anything but an image model", () => {
    const provider = providerOf("ark");
    expect(() => provider.languageModel("seed-1.6")).toThrow(NoSuchModelError);
    expect(() => provider.embeddingModel("embed")).toThrow(NoSuchModelError);
    expect(() => provider.image("")).toThrow(NoSuchModelError);
    expect(() => createProviderRegistry({ ark: provider }).languageModel("ark:seed-1.6")).toThrow(NoSuchModelError);
  });

  it("says whether a model accepts reference images", () => {
    const provider = providerOf("ark");
    expect(provider.image("seedream-4.5")).toMatchObject({ supportsFileInputs: true, supportsMaskInputs: false });
    expect(provider.image("ep-20260101-abcde").supportsFileInputs).toBeUndefined();
  });
});
