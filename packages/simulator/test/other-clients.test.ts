import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createByteDance } from "@ai-sdk/bytedance";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateImage } from "ai";
import OpenAI from "openai";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { MODEL } from "./ark.ts";
import { serve } from "./serve.ts";

const run = promisify(execFile);

const sizeOf = async (bytes: ArrayBuffer | Uint8Array) => {
  const { width, height, format } = await sharp(bytes).metadata();
  return `${width}x${height} ${format}`;
};

/** Whether a program of the machine can be run. */
async function isInstalled(program: string): Promise<boolean> {
  return run(program, ["--version"]).then(
    () => true,
    () => false,
  );
}

const [curl, python] = await Promise.all(["curl", "python3"].map(isInstalled));
const missing = [...(curl ? [] : ["curl"]), ...(python ? [] : ["python3"])];

// A machine may have nothing but Node. Missing programs are reported, and fail no test.
afterAll(() => {
  if (missing.length === 0) return;
  process.stdout.write(`Skipped the tests of ${missing.join(" and ")}: not installed; install Debian's package\n`);
});

describe.skipIf(!curl)("curl", () => {
  it("gets an image", { timeout: 20_000 }, async () => {
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

  it("reads a stream", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    const group = { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 2 } };
    const body = JSON.stringify({ model: MODEL, prompt: "Two kites", stream: true, ...group });
    const { stdout } = await run("curl", [
      ...["--silent", "--fail", "--no-buffer", `${baseURLs.ark}/images/generations`, "--data", body],
      ...["--header", "Authorization: Bearer any-key", "--header", "Content-Type: application/json"],
    ]);
    expect(stdout.match(/"type":"image_generation\.\w+/g)).toEqual([
      '"type":"image_generation.partial_succeeded',
      '"type":"image_generation.partial_succeeded',
      '"type":"image_generation.completed',
    ]);
    expect(stdout.trim().endsWith("data: [DONE]")).toBe(true);
  });
});

/** Prints the image in Base64, or the status and the code of a refusal. */
const pythonProgram = `
import base64, json, sys, urllib.error, urllib.request

url, body = sys.argv[1:]
headers = {"Authorization": "Bearer any-key", "Content-Type": "application/json"}
try:
    with urllib.request.urlopen(urllib.request.Request(url, body.encode(), headers)) as response:
        link = json.load(response)["data"][0]["url"]
    with urllib.request.urlopen(link) as response:
        print(base64.b64encode(response.read()).decode())
except urllib.error.HTTPError as error:
    print(error.code, json.load(error)["error"]["code"])
`;

describe.skipIf(!python)("Python's standard library", () => {
  async function runPython(baseURL: string): Promise<string> {
    const body = JSON.stringify({ model: MODEL, prompt: "A kite", size: "2560x1440" });
    const args = ["-c", pythonProgram, `${baseURL}/images/generations`, body];
    return (await run("python3", args, { maxBuffer: 1e8 })).stdout.trim();
  }

  it("gets an image", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    expect(await sizeOf(Buffer.from(await runPython(baseURLs.ark), "base64"))).toBe("2560x1440 jpeg");
  });

  it("gets the provider's error code", { timeout: 20_000 }, async () => {
    const { baseURLs, simulator } = await serve();
    simulator.next("ark", "content-blocked");
    expect(await runPython(baseURLs.ark)).toBe("400 InputTextSensitiveContentDetected");
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

  it("gets an image inline, also from Anyfast with /v1 after its base URL", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    const request = { model: MODEL, prompt: "A kite", response_format: "b64_json" } as const;
    const { data } = await clientOf(baseURLs.ark).images.generate(request);
    expect(await sizeOf(Buffer.from(data?.[0]?.b64_json ?? "", "base64"))).toBe("2048x2048 jpeg");
    const anyfast = await clientOf(`${baseURLs.anyfast}/v1`).images.generate({ ...request, response_format: "url" });
    expect(anyfast.data?.[0]?.url).toMatch(/^http/);
  });

  it("retries after a rate limit, and gets the provider's error code", async () => {
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

  it("gets the provider's error message", async () => {
    const { baseURLs, simulator } = await serve();
    simulator.next("ark", "content-blocked");
    const provider = createByteDance({ apiKey: "any-key", baseURL: baseURLs.ark });
    const asked = generateImage({ model: provider.image(MODEL), prompt: "A kite", maxRetries: 0 });
    await expect(asked).rejects.toThrow(/sensitive information/);
  });
});

describe("the package @ai-sdk/openai-compatible", () => {
  const modelOf = (baseURL: string) =>
    createOpenAICompatible({ name: "ark", apiKey: "any-key", baseURL }).imageModel(MODEL);

  it("gets an image", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    const { image } = await generateImage({ model: modelOf(baseURLs.ark), prompt: "A kite", size: "2560x1440" });
    expect(await sizeOf(image.uint8Array)).toBe("2560x1440 jpeg");
  });

  it("gets the provider's error message", async () => {
    const { baseURLs, simulator } = await serve();
    simulator.next("ark", "content-blocked");
    const asked = generateImage({ model: modelOf(baseURLs.ark), prompt: "A kite", maxRetries: 0 });
    await expect(asked).rejects.toThrow(/sensitive information/);
  });
});
