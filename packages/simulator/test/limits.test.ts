import { describe, expect, it } from "vitest";
import { BYTEPLUS, expectRefusal, generate, links, MODEL, simulate, THREE, VOLCENGINE, whole } from "./ark.ts";
import { Spec, squareFrom, squareUpTo } from "./spec.ts";

simulate();
const spec = new Spec("ark");
const link = "https://example.com/a.png";
const LITE = "doubao-seedream-5-0-260128";
const PRO = "doubao-seedream-5-0-pro-260628";
const V55 = "dola-seedream-5-5-261028";
const V40 = "doubao-seedream-4-0-250828";
const V30 = "doubao-seedream-3-0-t2i-250415";
const limits = spec.limits(MODEL);
const [least, most] = limits.size.pixels;
const [leastOfPro, mostOfPro] = spec.limits(PRO).size.pixels;
const [leastOfV30] = spec.limits(V30).size.pixels;
const { max: mostReferences, bytes: mostBytes } = limits.references;
const { max: mostReferencesOfPro } = spec.limits(PRO).references;

const cannotExceed = (most: number) => new RegExp(`cannot exceed ${most}\\b`);

describe("a key", () => {
  it.each(["", "Bearer ", "Basic abc", "Bearer"])("of %j is refused", async (authorization) => {
    const response = await generate({}, VOLCENGINE, { authorization });
    expect(response.status).toBe(401);
    expect(response.headers.get("x-error-code")).toBe("AuthN_MissOrInvalidAuthorizationHeader");
    expect(response.headers.get("x-request-id")).toBeTruthy();
    expect(expectRefusal(401, await response.json())).toMatchObject({
      code: "AuthenticationError",
      type: "Unauthorized",
    });
  });
});

describe("a body", () => {
  it.each(["{", "", "[]", "null", '"text"'])("of %j is refused", async (body) => {
    const response = await generate(body);
    expect(response.status).toBe(400);
    expectRefusal(400, await response.json());
  });

  it.each([
    [{ prompt: undefined }, "MissingParameter", "prompt", /required parameter `prompt`/],
    [{ model: undefined }, "MissingParameter", "model", /required parameter `model`/],
    [{ prompt: 5 }, "InvalidParameter", "prompt", /must be string/],
    [{ prompt: "  " }, "InvalidParameter", "prompt", /must not be empty/],
    [{ image: [] }, "InvalidParameter", "image", /allowed forms/],
    [{ image: 5 }, "InvalidParameter", "image", /`image`/],
    [{ watermark: "yes" }, "InvalidParameter", "watermark", /must be boolean/],
    [{ response_format: "base64" }, "InvalidParameter", "response_format", /must be one of: url, b64_json/],
    [{ model: LITE, output_format: "webp" }, "InvalidParameter", "output_format", /must be one of: jpeg, png/],
    [
      { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 16 } },
      "InvalidParameter",
      "sequential_image_generation_options.max_images",
      /cannot exceed 15/,
    ],
    [
      { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 0 } },
      "InvalidParameter",
      "sequential_image_generation_options.max_images",
      /at least 1/,
    ],
    [{ seed: -2 }, "InvalidParameter", "seed", /at least -1/],
    [{ tools: [{ type: "hammer" }] }, "InvalidParameter", "tools.0.type", /must be one of: web_search/],
  ])("with %j is refused by its schema", async (request, code, param, message) => {
    const response = await generate(request);
    expect(response.status).toBe(400);
    expect(expectRefusal(400, await response.json())).toMatchObject({
      code,
      param,
      type: "BadRequest",
      message: expect.stringMatching(message),
    });
  });
});

describe("a model", () => {
  it.each([
    ["doubao-seedream-9-9", VOLCENGINE],
    ["seedream-4.5", VOLCENGINE],
    ["seedream-4-5-251128", VOLCENGINE],
    ["doubao-seedream-4-5-251128", BYTEPLUS],
    ["doubao-seededit-3-0-i2i-250628", VOLCENGINE],
  ])("%s is not found at %s", async (model, base) => {
    const response = await generate({ model }, base);
    expect(response.status).toBe(404);
    const { code, type, message } = expectRefusal(404, await response.json());
    expect([code, type]).toEqual(["InvalidEndpointOrModel.NotFound", "NotFound"]);
    expect(message).toContain(model);
  });

  it("is looked up before its limits are checked", async () => {
    expect((await generate({ model: "nobody", size: "1x1" })).status).toBe(404);
    expect((await generate({ size: "1x1" })).status).toBe(400);
  });
});

describe("a size", () => {
  it.each([
    [{ size: squareUpTo(least - 1) }, `image size must be at least ${least} pixels`],
    [{ size: squareFrom(most + 1) }, `at most ${most} pixels`],
    [{ size: "16384x1000" }, /between 0\.0625 and 16/],
    [{ size: "500x16000" }, /between 0\.0625 and 16/],
    [{ size: "1K" }, /not supported for model doubao-seedream-4-5-251128/],
    [{ size: "3K" }, /not supported for model/],
    [{ size: "2k" }, /not supported/],
    [{ size: "adaptive" }, /not supported/],
    [{ size: "auto" }, /not supported/],
    [{ size: "2048*2048" }, /not supported/],
    [{ size: "" }, /not supported/],
    [{ size: "constructor" }, /not supported/],
    [{ model: PRO, size: "auto" }, /not supported/],
    [{ model: PRO, size: "4K" }, /not supported/],
    [{ model: PRO, size: squareFrom(mostOfPro + 1) }, `at most ${mostOfPro}`],
    [{ model: PRO, size: "0x2048" }, `at least ${leastOfPro}`],
    [{ model: PRO, size: "1024x1024", layer_decomposition: true, image: link }, /layer decomposition/],
    [{ model: V30, size: "1K" }, /not supported/],
    [{ model: V30, size: squareUpTo(leastOfV30 - 1) }, `at least ${leastOfV30}`],
  ])("in %j is refused", async (request, message) => {
    const response = await generate(request);
    expect(response.status).toBe(400);
    const { code, param, type, message: text } = expectRefusal(400, await response.json());
    expect([code, param, type]).toEqual(["InvalidParameter", "", ""]);
    expect(text).toEqual(
      typeof message === "string" ? expect.stringContaining(message) : expect.stringMatching(message),
    );
    expect(text).toContain("`size`");
  });

  it.each([
    { size: squareFrom(least) },
    { size: squareUpTo(most) },
    { size: "3750x1250" },
    { size: "16384x1024" },
    { size: "4K" },
    { model: V40, size: "1K" },
    { model: V40, size: "1280x720" },
    { model: LITE, size: "3K" },
    { model: PRO, size: "1.5K" },
  ])("in %j is accepted", async (request) => {
    expect((await whole(await generate(request))).data).toHaveLength(1);
  });
});

describe("a reference image", () => {
  it("may have as many bytes as the limit, without the padding of its Base64", async () => {
    const bytes = Buffer.concat([Buffer.from("iVBORw0KGgo=", "base64"), Buffer.alloc(mostBytes - 8)]);
    const image = `data:image/png;base64,${bytes.toString("base64")}`;
    expect(image).toMatch(/=$/);
    expect((await whole(await generate({ image }))).data).toHaveLength(1);
  });

  it.each([
    [{ image: links(mostReferences + 1) }, "InvalidParameter", cannotExceed(mostReferences)],
    [{ model: PRO, image: links(mostReferencesOfPro + 1) }, "InvalidParameter", cannotExceed(mostReferencesOfPro)],
    [{ model: V30, image: link }, "InvalidParameter", /`image` is not supported/],
    [{ image: "" }, "InvalidImageURL.EmptyURL", /empty/],
    [{ image: "kite.png" }, "InvalidImageURL.InvalidFormat", /neither a URL/],
    [{ image: "file:///kite.png" }, "InvalidImageURL.InvalidFormat", /neither a URL/],
    [{ image: "data:image/PNG;base64,iVBO" }, "InvalidImageURL.InvalidFormat", /lower case/],
    [{ image: "data:text/plain;base64,iVBO" }, "InvalidImageURL.InvalidFormat", /data:image/],
    [{ image: "data:image/svg+xml;base64,iVBO" }, "InvalidImageURL.InvalidFormat", /svg\+xml is not one of/],
    [
      { image: [link, `data:image/png;base64,${"A".repeat((mostBytes / 3) * 4 + 8)}`] },
      "InvalidParameter",
      cannotExceed(mostBytes),
    ],
    [{ model: PRO, layer_decomposition: true, image: links(2) }, "InvalidParameter", /exactly one/],
  ])("is refused (%#)", async (request, code, message) => {
    const response = await generate(request);
    expect(response.status).toBe(400);
    expect(expectRefusal(400, await response.json())).toMatchObject({
      code,
      param: "image",
      message: expect.stringMatching(message),
    });
  });

  it.each([
    { image: links(mostReferences) },
    { model: PRO, image: links(mostReferencesOfPro) },
    { image: "data:image/png;base64,iVBORw0KGgo=" },
    { image: ["data:image/jpg;base64,/9j/", "http://example.com/a"] },
  ])("is accepted (%#)", async (request) => {
    expect((await generate(request)).status).toBe(200);
  });
});

describe("a field that the model does not take", () => {
  it.each([
    [{ output_format: "jpeg" }, "output_format"],
    [{ model: V40, output_format: "png" }, "output_format"],
    [{ model: PRO, stream: true }, "stream"],
    [{ model: V30, stream: true }, "stream"],
    [{ model: PRO, ...THREE }, "sequential_image_generation"],
    [{ model: V30, optimize_prompt_options: { mode: "standard" } }, "optimize_prompt_options"],
    [{ layer_decomposition: true, image: link }, "layer_decomposition"],
    [{ seed: 42 }, "seed"],
    [{ model: PRO, seed: -1 }, "seed"],
    [{ guidance_scale: 3 }, "guidance_scale"],
    [{ model: V40, background: "opaque" }, "background"],
    [{ tools: [{ type: "web_search" }] }, "tools"],
  ])("is refused: %j", async (request, param) => {
    const response = await generate(request);
    expect(response.status).toBe(400);
    const refusal = expectRefusal(400, await response.json());
    expect(refusal).toMatchObject({ code: "InvalidParameter", param });
    expect(refusal.message).toMatch(new RegExp(`\`${param}\` is not supported by the current model`));
  });

  it.each([
    [{ optimize_prompt_options: { mode: "fast" } }, /must be 'standard'/],
    [{ model: LITE, optimize_prompt_options: { mode: "fast" } }, /must be 'standard'/],
  ])("is refused for its value: %j", async (request, message) => {
    const { param, message: text } = expectRefusal(400, await (await generate(request)).json());
    expect(param).toBe("optimize_prompt_options.mode");
    expect(text).toMatch(message);
  });

  it.each([
    { model: V40, optimize_prompt_options: { mode: "fast" } },
    { model: PRO, optimize_prompt_options: { mode: "fast" } },
    { model: LITE, output_format: "png", stream: false },
    { model: LITE, tools: [{ type: "web_search" }] },
    { optimize_prompt: true },
    { model: PRO, background: "transparent", image: link, output_format: "png" },
    { stream: false, sequential_image_generation: "disabled" },
  ])("is accepted where it belongs: %j", async (request) => {
    expect((await generate(request)).status).toBe(200);
  });
});

describe("5.5", () => {
  it.each([
    [{ stream: true }, "stream", /not supported/],
    [THREE, "sequential_image_generation", /not supported/],
    [{ tools: [{ type: "web_search" }] }, "tools", /not supported/],
    [{ seed: 1 }, "seed", /not supported/],
    [{ optimize_prompt_options: { mode: "fast" } }, "optimize_prompt_options.mode", /must be 'standard'/],
    [{ background: "transparent", output_format: "jpeg" }, "output_format", /no transparency/],
    [{ background: "auto", layer_decomposition: true, image: link }, "background", /does not take it/],
    [{ size: "3K" }, "", /not supported for model/],
    [{ image: links(11) }, "image", cannotExceed(10)],
  ])("refuses %j", async (request, param, message) => {
    const response = await generate({ model: V55, ...request }, BYTEPLUS);
    expect(response.status).toBe(400);
    expect(expectRefusal(400, await response.json())).toMatchObject({ param, message: expect.stringMatching(message) });
  });

  it.each([
    { background: "auto", output_format: "jpeg" },
    { background: "transparent" },
    { background: "opaque", size: "1.5K" },
    { layer_decomposition: true, size: "auto", image: link },
    { image: links(10) },
  ])("takes %j", async (request) => {
    expect((await generate({ model: V55, ...request }, BYTEPLUS)).status).toBe(200);
  });

  it("is not offered on Volcengine", async () => {
    expect((await generate({ model: V55 }, VOLCENGINE)).status).toBe(404);
  });

  it("has transparency without a reference, which 5.0 pro refuses", async () => {
    const response = await generate({ model: PRO, background: "transparent" });
    expectRefusal(400, await response.json());
  });
});

it("refuses an invalid request for a stream with plain JSON", async () => {
  const response = await generate({ stream: true, size: "1x1" });
  expect(response.headers.get("content-type")).toBe("application/json");
  expectRefusal(400, await response.json());
});

it("responds to an unknown path with 404 and an empty body", async () => {
  for (const [method, path] of [
    ["POST", "/images/edits"],
    ["GET", "/images/generations"],
  ] as const) {
    const response = await fetch(`${VOLCENGINE}${path}`, { method });
    expect([response.status, await response.text()]).toEqual([404, ""]);
  }
});
