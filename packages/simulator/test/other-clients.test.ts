import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createByteDance } from "@ai-sdk/bytedance";
import { generateImage } from "ai";
import OpenAI from "openai";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { MODEL } from "./ark.ts";
import { serve } from "./serve.ts";

const run = promisify(execFile);

const sizeOf = async (bytes: ArrayBuffer | Uint8Array) => {
  const { width, height, format } = await sharp(bytes).metadata();
  return `${width}x${height} ${format}`;
};

async function curlVersion(): Promise<string | undefined> {
  try {
    return (await run("curl", ["--version"])).stdout;
  } catch {
    return undefined;
  }
}

const curl = await curlVersion();

describe("curl", () => {
  it.skipIf(curl || process.env.CI !== "true")("is there: install Debian's package `curl`", () => {
    expect(curl).toBeDefined();
  });

  it.skipIf(!curl)("gets an image", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    const body = JSON.stringify({ model: MODEL, prompt: "A red kite, 16:9", size: "2K" });
    const { stdout } = await run("curl", [
      ...["--silent", "--fail", `${baseURLs.ark}/images/generations`, "--data", body],
      ...["--header", "Authorization: Bearer any-key", "--header", "Content-Type: application/json"],
    ]);
    const [{ url }] = JSON.parse(stdout).data;
    const image = await run("curl", ["--silent", "--fail", url], { encoding: "buffer", maxBuffer: 1e8 });
    expect(await sizeOf(image.stdout)).toBe("2848x1600 jpeg");
  });
});

describe("the package openai", () => {
  const clientOf = (baseURL: string) => new OpenAI({ apiKey: "any-key", baseURL, maxRetries: 1 });

  it("gets an image from a link", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    const { data } = await clientOf(baseURLs.ark).images.generate({
      model: MODEL,
      prompt: "A kite",
      size: "2560x1440",
    });
    const response = await fetch(data?.[0]?.url ?? "");
    expect(await sizeOf(await response.arrayBuffer())).toBe("2560x1440 jpeg");
  });

  it("gets an image inline, from Anyfast with /v1 behind its base URL too", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    const request = { model: MODEL, prompt: "A kite", response_format: "b64_json" } as const;
    const { data } = await clientOf(baseURLs.ark).images.generate(request);
    expect(await sizeOf(Buffer.from(data?.[0]?.b64_json ?? "", "base64"))).toBe("2048x2048 jpeg");
    const anyfast = await clientOf(`${baseURLs.anyfast}/v1`).images.generate({ ...request, response_format: "url" });
    expect(anyfast.data?.[0]?.url).toMatch(/^http/);
  });

  it("tries again after a rate limit, and has the provider's code of an error", async () => {
    const { baseURLs, simulator } = await serve();
    const { images } = clientOf(baseURLs.ark);
    simulator.next("ark", "rate-limited", { retryAfter: 0 });
    await images.generate({ model: MODEL, prompt: "A kite" });
    expect(simulator.calls.map(({ status }) => status)).toEqual([429, 200]);
    simulator.next("ark", "content-blocked");
    await expect(images.generate({ model: MODEL, prompt: "A kite" })).rejects.toMatchObject({
      status: 400,
      code: "InputTextSensitiveContentDetected",
    });
  });
});

describe("the package @ai-sdk/bytedance", () => {
  it("gets an image", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    const provider = createByteDance({ apiKey: "any-key", baseURL: baseURLs.ark });
    const { image } = await generateImage({ model: provider.image(MODEL), prompt: "A kite", size: "2560x1440" });
    expect(await sizeOf(image.uint8Array)).toBe("2560x1440 jpeg");
  });

  it("has the provider's words of an error", async () => {
    const { baseURLs, simulator } = await serve();
    simulator.next("ark", "content-blocked");
    const provider = createByteDance({ apiKey: "any-key", baseURL: baseURLs.ark });
    const asked = generateImage({ model: provider.image(MODEL), prompt: "A kite", maxRetries: 0 });
    await expect(asked).rejects.toThrow(/sensitive information/);
  });
});
