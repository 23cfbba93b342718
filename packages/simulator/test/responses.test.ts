import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { allEvents, BYTEPLUS, generate, MODEL, simulate, THREE, whole } from "./ark.ts";

const now = Date.UTC(2025, 11, 1);
const simulator = simulate({ clock: { now: () => now, after: () => () => {} } });

describe("a whole response", () => {
  it("has one image, its size and the usage", async () => {
    const response = await generate({ size: "2560x1440" });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-request-id")).toMatch(/^02\d{13}[0-9a-f]+$/);
    const body = await whole(response);
    expect(body).toEqual({
      model: MODEL,
      created: now / 1000,
      data: [
        {
          url: expect.stringMatching(/^https:\/\/images\.simulator\.test\/images\/[0-9a-f]{32}\.jpeg$/),
          size: "2560x1440",
        },
      ],
      usage: { generated_images: 1, output_tokens: 14400, total_tokens: 14400 },
    });
  });

  it.each([
    [{ size: "2K" }, "2048x2048"],
    [{ size: "2K", prompt: "A wide 16:9 frame" }, "2848x1600"],
    [{ size: "4K", prompt: "海报，9：16" }, "3040x5504"],
    [{ size: "2K", prompt: "At 7:5 or rather 3:2" }, "2496x1664"],
    [{ size: "3750x1250" }, "3750x1250"],
    [{ size: "4096x4096" }, "4096x4096"],
    [{}, "2048x2048"],
    [{ model: "doubao-seedream-5-0-pro-260628" }, "2048x2048"],
    [{ model: "doubao-seedream-3-0-t2i-250415" }, "1024x1024"],
  ])("to %j is %s", async (request, size) => {
    const { data } = await whole(await generate(request));
    expect(data?.map((image) => image.size)).toEqual([size]);
  });

  it.each([
    [{}, 15],
    [{ sequential_image_generation_options: { max_images: 4 } }, 4],
    [{ image: Array(13).fill("https://example.com/a.png") }, 2],
    [{ image: Array(14).fill("https://example.com/a.png"), sequential_image_generation_options: { max_images: 5 } }, 1],
  ])("to a group with %j has %i images", async (request, count) => {
    const { data, usage } = await whole(await generate({ sequential_image_generation: "auto", ...request }));
    expect(data).toHaveLength(count);
    expect(new Set(data?.map(({ url }) => url)).size).toBe(count);
    expect(usage.generated_images).toBe(count);
  });

  it("has one image if the request has only the options of a group", async () => {
    const { data } = await whole(await generate({ sequential_image_generation_options: { max_images: 4 } }));
    expect(data).toHaveLength(1);
  });

  it("has the file itself on request", async () => {
    const { data } = await whole(await generate({ response_format: "b64_json", size: "2K" }));
    expect(data?.[0]?.url).toBeUndefined();
    const { width, height, format } = await sharp(Buffer.from(data?.[0]?.b64_json ?? "", "base64")).metadata();
    expect([width, height, format]).toEqual([2048, 2048, "jpeg"]);
  });

  it("names format and references on 5.0 pro", async () => {
    const model = "doubao-seedream-5-0-pro-260628";
    const body = await whole(await generate({ model, output_format: "png", image: ["https://example.com/a.png"] }));
    expect(body.data?.[0]).toMatchObject({ output_format: "png", url: expect.stringMatching(/\.png$/) });
    expect(body.usage.input_images).toBe(1);
  });

  it("to a decomposition has the base image and its layers", async () => {
    const { data = [], usage } = await whole(
      await generate({
        model: "doubao-seedream-5-0-pro-260628",
        layer_decomposition: true,
        size: "auto",
        image: "https://example.com/a.png",
      }),
    );
    expect(data).toMatchObject([
      { size: "1024x1024", output_format: "jpeg", z_index: 0, name: "background" },
      {
        size: "512x640",
        output_format: "png",
        z_index: 1,
        name: "subject",
        bounding_box: { absolute: [256, 256, 768, 896], normalized: [250, 250, 750, 875] },
      },
      { size: "768x128", output_format: "png", z_index: 2, name: "caption" },
    ]);
    expect(data[0]).not.toHaveProperty("bounding_box");
    expect(usage).toMatchObject({ generated_images: 3, input_images: 1 });
    const layer = await (await fetch(data[1]?.url ?? "")).arrayBuffer();
    expect(await sharp(layer).metadata()).toMatchObject({ width: 512, height: 640, format: "png", hasAlpha: true });
  });

  it("to a decomposition fails as a whole", async () => {
    simulator.next("ark", "one-image-blocked");
    const image = "https://example.com/a.png";
    const { data, error } = await whole(
      await generate({ model: "doubao-seedream-5-0-pro-260628", layer_decomposition: true, image }),
    );
    expect([data, error?.code]).toEqual([undefined, "OutputImageSensitiveContentDetected"]);
  });

  it("of 5.5 is a PNG, transparent on request", async () => {
    const model = "dola-seedream-5-5-261028";
    const plain = await whole(await generate({ model, size: "1K" }, BYTEPLUS));
    expect(plain.data?.[0]).toMatchObject({ output_format: "png", background: "opaque", size: "1024x1024" });
    const clear = await whole(await generate({ model, size: "1K", background: "transparent" }, BYTEPLUS));
    expect(clear.data?.[0]).toMatchObject({ output_format: "png", background: "transparent" });
    const file = await (await fetch(clear.data?.[0]?.url ?? "")).arrayBuffer();
    expect((await sharp(file).stats()).isOpaque).toBe(false);
  });

  it("counts the web search of a tool", async () => {
    const body = await whole(await generate({ model: "doubao-seedream-5-0-260128", tools: [{ type: "web_search" }] }));
    expect(body.tools).toEqual([{ type: "web_search" }]);
    expect(body.usage.tool_usage).toEqual({ web_search: 1 });
  });

  it("comes from the default model for an endpoint id, and from BytePlus for its own ids", async () => {
    expect((await whole(await generate({ model: "ep-20251201-abc" }))).model).toBe(MODEL);
    expect((await whole(await generate({ model: "seedream-4-5-251128" }, BYTEPLUS))).model).toBe("seedream-4-5-251128");
  });

  it("is made with seed and guidance_scale on 3.0", async () => {
    const model = "doubao-seedream-3-0-t2i-250415";
    expect((await generate({ model, seed: 7, guidance_scale: 2.5 })).status).toBe(200);
  });

  it("echoes the caller's request id", async () => {
    const response = await generate({}, undefined, { "x-client-request-id": "mine" });
    expect(response.headers.get("x-client-request-id")).toBe("mine");
  });
});

describe("a stream", () => {
  it("has an event for each image, then the usage, then [DONE]", async () => {
    const response = await generate({ ...THREE, stream: true, size: "2496x1664" });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("x-request-id")).toBeTruthy();
    const all = await allEvents(response);
    const common = { model: MODEL, created: now / 1000 };
    expect(all).toEqual([
      ...[0, 1, 2].map((image_index) => ({
        type: "image_generation.partial_succeeded",
        ...common,
        image_index,
        url: expect.any(String),
        size: "2496x1664",
      })),
      {
        type: "image_generation.completed",
        ...common,
        usage: { generated_images: 3, output_tokens: 48672, total_tokens: 48672 },
      },
    ]);
  });

  it("has the same images for the same request, and others for another", async () => {
    const urls = async (body: object) => {
      const all = await allEvents(await generate({ ...body, stream: true }));
      return all.map(({ url }) => url).filter(Boolean);
    };
    expect(await urls(THREE)).toEqual(await urls(THREE));
    expect(await urls({ prompt: "A" })).not.toEqual(await urls({ prompt: "B" }));
  });

  it("has the files themselves on request", async () => {
    const [first] = await allEvents(await generate({ stream: true, response_format: "b64_json" }));
    expect((await sharp(Buffer.from(first?.b64_json ?? "", "base64")).metadata()).width).toBe(2048);
  });
});

describe("calls", () => {
  it("are recorded with body, model, time and status", async () => {
    await generate({ prompt: "One" });
    await generate({ prompt: "Two", model: "nobody" }, BYTEPLUS);
    await generate("{");
    expect(simulator.calls).toEqual([
      {
        provider: "ark",
        region: "cn-beijing",
        operation: "generateImages",
        model: MODEL,
        body: { model: MODEL, prompt: "One" },
        at: new Date(now),
        status: 200,
        cost: { amount: 0.25, currency: "CNY", asOf: expect.any(String) },
      },
      {
        provider: "ark",
        region: "ap-southeast",
        operation: "generateImages",
        model: "nobody",
        body: { model: "nobody", prompt: "Two" },
        at: new Date(now),
        status: 404,
      },
      {
        provider: "ark",
        region: "cn-beijing",
        operation: "generateImages",
        body: "{",
        at: new Date(now),
        status: 400,
      },
    ]);
  });

  it("are recorded with the cost of the images that were made", async () => {
    simulator.next("ark", "one-image-blocked");
    await generate(THREE);
    await generate({ ...THREE, stream: true });
    expect(simulator.calls.map(({ cost }) => cost?.amount)).toEqual([0.5, 0.75]);
  });

  it("start again after a reset, with the same ids", async () => {
    const before = (await generate({})).headers.get("x-request-id");
    const second = (await generate({})).headers.get("x-request-id");
    simulator.reset();
    expect(simulator.calls).toEqual([]);
    expect((await generate({})).headers.get("x-request-id")).toBe(before);
    expect(second).not.toBe(before);
  });
});
