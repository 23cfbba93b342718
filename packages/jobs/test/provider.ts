import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** Bytes with the signature of a JPEG. */
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);

/** Handles one submission; `number` counts the submissions of its prompt. */
export type Submit = (exchange: {
  readonly number: number;
  readonly body: { readonly prompt: string; readonly [field: string]: unknown };
  readonly response: ServerResponse;
  readonly link: (name: string) => string;
}) => void;

/** A mock provider with Ark's API on the loopback address, which counts its submissions. */
export interface Provider {
  readonly origin: string;
  /** Submissions by prompt. */
  readonly submissions: ReadonlyMap<string, number>;
  /** Status of every download. Default: 200. */
  downloadStatus: number;
  /** Counts downloads and leaves them without a response. After `release()`, later downloads get one. */
  holdDownloads(): { readonly count: number; readonly release: () => void };
  close(): void;
}

export async function openProvider(submit: Submit): Promise<Provider> {
  const submissions = new Map<string, number>();
  let held: { count: number } | undefined;
  const server = createServer(async (request, response) => {
    if (request.method === "GET" && held) {
      held.count += 1;
      return;
    }
    if (request.method === "GET") {
      response.writeHead(provider.downloadStatus, { "content-type": "image/jpeg" }).end(jpeg);
      return;
    }
    const body = JSON.parse(await text(request).catch(() => "{}"));
    if (typeof body.prompt !== "string") return;
    const number = (submissions.get(body.prompt) ?? 0) + 1;
    submissions.set(body.prompt, number);
    submit({ number, body, response, link: (name) => `${provider.origin}/${encodeURIComponent(name)}.jpg` });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const provider: Provider = {
    origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    submissions,
    downloadStatus: 200,
    holdDownloads() {
      const release = () => {
        held = undefined;
      };
      const downloads = { count: 0, release };
      held = downloads;
      return downloads;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return provider;
}

export function sendJSON(response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** Ark's response with items of `data`. */
export const result = (...data: readonly object[]) => ({
  model: "doubao-seedream-4-5-251128",
  created: Math.floor(Date.now() / 1000),
  data,
  usage: { generated_images: data.length, output_tokens: 1, total_tokens: 1 },
});

/** Makes the image of a prompt. */
export const make: Submit = ({ body, response, link }) => sendJSON(response, result({ url: link(body.prompt) }));
