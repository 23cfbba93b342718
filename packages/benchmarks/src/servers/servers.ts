import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { cannedBody } from "../peers/canned.ts";
import type { Wire } from "../peers/peer.ts";

/** Runs `work` with the origin of a server on the loopback address. */
export async function withServer<T>(listener: RequestListener, work: (origin: string) => Promise<T>): Promise<T> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  try {
    return await work(`http://127.0.0.1:${address.port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Responds to `/<n>/…` with an image of `n` MiB, as Base64 in Ark's format. */
export const respondInline: RequestListener = (request, response) => {
  const bytes = Buffer.alloc(Number(request.url?.split("/")[1]) * 2 ** 20 || 300, 7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  const data = [{ b64_json: bytes.toString("base64"), size: "2048x2048" }];
  const body = JSON.stringify({ model: "doubao-seedream-4-5-251128", created: 1_790_000_000, data });
  request.resume().once("end", () => response.writeHead(200, { "content-type": "application/json" }).end(body));
};

/** Responds to `/<wire>/…` with one link, after it has read the request without keeping it. */
export const respondLink: RequestListener = (request, response) => {
  const body = cannedBody(wireOf(request.url?.split("/")[1]));
  request.resume().once("end", () => response.writeHead(200, { "content-type": "application/json" }).end(body));
};

function wireOf(text: string | undefined): Wire {
  return text === "fal" || text === "replicate" ? text : "ark";
}
