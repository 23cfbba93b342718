import { createFalClient } from "@fal-ai/client";
import { createArk } from "@seedream-clients/ark";
import { createParser } from "eventsource-parser";
import OpenAI from "openai";
import { apiKey, model, prompt } from "./peer.ts";

type Respond = () => Response;

/** Reads a stream of images with one package; returns how many images it got. */
export interface StreamReader {
  /** Name of the package on npm. */
  readonly name: string;
  read(respond: Respond, images: number): Promise<number>;
}

const baseURL = "https://provider.example";

export const oursStreaming: StreamReader = {
  name: "@seedream-clients/ark",
  async read(respond, images) {
    const client = createArk({ apiKey, fetch: async () => respond() });
    // Not `generate()`, because it streams only groups.
    let count = 0;
    for await (const event of client.stream({ prompt, count: images, output: { delivery: "inline" } })) {
      if (event.type === "image") count++;
    }
    return count;
  },
};

/** The parser alone, and `JSON.parse()`. */
export const eventsourceParser: StreamReader = {
  name: "eventsource-parser",
  async read(respond) {
    let count = 0;
    const parser = createParser({
      onEvent({ data }) {
        if ("b64_json" in JSON.parse(data)) count++;
      },
    });
    const { body } = respond();
    if (!body) throw new Error("The response has no body");
    for await (const text of body.pipeThrough(new TextDecoderStream())) parser.feed(text);
    return count;
  },
};

const openai: StreamReader = {
  name: "openai",
  async read(respond) {
    const client = new OpenAI({ apiKey, baseURL, fetch: async () => respond() });
    let count = 0;
    for await (const event of await client.images.generate({ model, prompt, stream: true })) {
      if ("b64_json" in event) count++;
    }
    return count;
  },
};

const fal: StreamReader = {
  name: "@fal-ai/client",
  async read(respond) {
    const client = createFalClient({ credentials: apiKey, fetch: async () => respond() });
    const stream = await client.stream("fal-ai/bytedance/seedream", { input: { prompt } });
    let count = 0;
    for await (const event of stream) {
      if (typeof event === "object" && event && "b64_json" in event) count++;
    }
    return count;
  },
};

export const streamReaders: readonly StreamReader[] = [oursStreaming, eventsourceParser, openai, fal];
