import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** Bytes that begin like a JPEG. */
export const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);

/** Handles a submission: `number` is 1 for the first. */
export type Submit = (exchange: {
  readonly number: number;
  readonly body: { readonly [field: string]: unknown };
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Returns the link of an image on this server; a name with "gone" gives a dead link. */
  readonly link: (name?: string) => string;
}) => void;

/** A mock of Ark on the loopback address that records submissions, each of which would be billed. */
export interface PaidServer {
  readonly origin: string;
  readonly submissions: readonly { readonly [field: string]: unknown }[];
  /** Downloads of images. */
  readonly downloads: readonly IncomingMessage[];
}

/** Opens a server until the end of the test. */
export async function paidServer(submit: Submit): Promise<PaidServer> {
  const submissions: { readonly [field: string]: unknown }[] = [];
  const downloads: IncomingMessage[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === "GET") {
      downloads.push(request);
      if (request.url?.includes("gone")) response.writeHead(403).end();
      else response.writeHead(200, { "content-type": "image/jpeg" }).end(jpeg);
      return;
    }
    const body = JSON.parse(await text(request));
    submissions.push(body);
    submit({ number: submissions.length, body, request, response, link: (name = "0") => `${origin}/${name}.jpg` });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin, submissions, downloads };
}

/** Sends JSON. */
export function sendJSON(response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** Creates a response of Ark with items of `data`. */
export const arkResult = (...data: readonly object[]) => ({
  model: "doubao-seedream-4-5-251128",
  created: 1_790_000_000,
  data,
  usage: { generated_images: data.length, output_tokens: 100 * data.length, total_tokens: 100 * data.length },
});

export const blocked = { error: { code: "OutputImageSensitiveContentDetected", message: "The image was withheld." } };
