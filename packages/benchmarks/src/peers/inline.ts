import { createByteDance } from "@ai-sdk/bytedance";
import { createArk } from "@seedream-clients/ark";
import { generateImage } from "ai";
import OpenAI from "openai";
import { apiKey, model, prompt } from "./peer.ts";

/** A response with an image that is not decoded yet. */
interface InlineAnswer {
  decode(): Promise<Uint8Array>;
}

/** Asks for one image inline, as Base64 in JSON, and decodes it. */
export interface InlineDecoder {
  /** Name of the package on npm. */
  readonly name: string;
  request(baseURL: string): Promise<InlineAnswer>;
}

const ours: InlineDecoder = {
  name: "@seedream-clients/ark",
  async request(baseURL) {
    const client = createArk({ apiKey, baseURL });
    const { image } = await client.generate({ prompt, output: { delivery: "inline" } });
    return { decode: () => image.bytes() };
  },
};

const bareFetch: InlineDecoder = {
  name: "bare fetch",
  async request(baseURL) {
    const response = await fetch(`${baseURL}/images/generations`, { method: "POST", body: "{}" });
    const { data }: { data: readonly { b64_json: string }[] } = await response.json();
    return { decode: async () => fromBase64(data[0]?.b64_json) };
  },
};

const openai: InlineDecoder = {
  name: "openai",
  async request(baseURL) {
    const client = new OpenAI({ apiKey, baseURL });
    const { data = [] } = await client.images.generate({ model, prompt, response_format: "b64_json" });
    return { decode: async () => fromBase64(data[0]?.b64_json) };
  },
};

const aiSDK: InlineDecoder = {
  name: "@ai-sdk/bytedance",
  async request(baseURL) {
    const provider = createByteDance({ apiKey, baseURL });
    const { image } = await generateImage({ model: provider.image(model), prompt });
    return { decode: async () => image.uint8Array };
  },
};

function fromBase64(text = ""): Uint8Array {
  return Buffer.from(text, "base64");
}

export const inlineOurs = ours.name;

export const decoders: readonly InlineDecoder[] = [ours, bareFetch, openai, aiSDK];
