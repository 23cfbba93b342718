/**
 * Reads or uploads one large inline image, and prints the peak memory as JSON. Runs in a process of its own, so that
 * its heap can be small. Arguments: size in bytes, and task.
 */
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import { saveImage } from "@seedream-clients/ark/node";
import type { GeneratedImage } from "@seedream-clients/core";
import { completedTask, whole } from "./bodies.ts";

const [, , given, task = ""] = process.argv;
const size = Number(given);

const readers: Readonly<Record<string, (image: GeneratedImage) => Promise<number>>> = {
  bytes: async (image) => (await image.bytes()).length,
  blob: async (image) => (await image.blob()).size,
  async stream(image) {
    let length = 0;
    for await (const piece of image.stream()) length += piece.length;
    return length;
  },
  async save(image) {
    const { path, bytes } = await saveImage(image, join(tmpdir(), `seedream-${process.pid}`));
    await rm(path);
    return bytes;
  },
};

const read = readers[task];
process.stdout.write(JSON.stringify(read ? await readInline(read) : await upload()));

async function readInline(read: (image: GeneratedImage) => Promise<number>): Promise<object> {
  const fetch = await inlineFetch();
  const start = process.memoryUsage.rss();
  const { images } = await createArk({ apiKey: "sk-small-heap", fetch }).generate({ prompt: "A lighthouse" });
  const [outcome] = images;
  if (!outcome?.ok) throw new Error("The image is missing");
  globalThis.gc?.();
  const beforeRead = process.memoryUsage.rss();
  const length = await read(outcome.image);
  return { length, whole: peak() - start, reading: peak() - beforeRead };
}

/** Returns a fetch that returns an image inline. Like a real fetch, it keeps the response outside of the heap. */
async function inlineFetch(): Promise<typeof globalThis.fetch> {
  const [head = "", tail = ""] = whole({ b64_json: "|" }).text.split("|");
  const group = Buffer.from("/9j/".repeat(2 ** 14));
  const base64 = Buffer.alloc((size / 3) * 4, group);
  const body = Buffer.concat([Buffer.from(head), base64, Buffer.from(tail)]);
  const pieceLength = 2 ** 16;
  return async () => {
    let at = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= body.length) return controller.close();
        controller.enqueue(Uint8Array.from(body.subarray(at, at + pieceLength)));
        at += pieceLength;
      },
    });
    return new Response(stream, { headers: { "content-type": "application/json" } });
  };
}

/** Sends a reference inline with Ark, and through the upload of APIMart. */
async function upload(): Promise<object> {
  const image = new Uint8Array(size);
  image.set([0xff, 0xd8, 0xff]);
  let length = 0;
  const fetch = async (input: unknown, init: RequestInit = {}) => {
    length = Math.max(length, lengthOf(init.body));
    if (task === "ark") return Response.json(JSON.parse(whole({ url: "https://results.example/0.jpeg" }).text));
    if (/upload/.test(String(input))) return Response.json({ url: "https://results.example/upload.jpeg" });
    return new Response(completedTask("https://results.example/0.jpeg").text);
  };
  const options = { apiKey: "sk-small-heap", fetch, validation: "off" } as const;
  const client = task === "ark" ? createArk(options) : createAPIMart(options);
  const start = process.memoryUsage.rss();
  await client.generate({ prompt: "A lighthouse", images: image });
  return { length, whole: peak() - start };
}

function lengthOf(body: RequestInit["body"]): number {
  if (typeof body === "string") return body.length;
  if (body instanceof Blob) return body.size;
  if (body instanceof ArrayBuffer) return body.byteLength;
  const file = body instanceof FormData ? body.get("file") : null;
  return file instanceof Blob ? file.size : 0;
}

function peak(): number {
  return process.resourceUsage().maxRSS * 1024;
}
