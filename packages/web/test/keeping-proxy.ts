import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { listen } from "./servers.ts";

/** Opens a proxy that buffers each response until its end and compresses it, and ignores headers that forbid this. */
export async function keepingProxy(
  target: string,
): Promise<{ readonly url: string; readonly kept: readonly string[] }> {
  const kept: string[] = [];
  const forward = async (request: IncomingMessage, reply: ServerResponse) => {
    const { method = "GET", headers, url } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { accept = "", "content-type": type = "" } = headers;
    const init = { method, headers: { accept, "content-type": type } };
    const response = await fetch(target + url, method === "POST" ? { ...init, body: Buffer.concat(chunks) } : init);
    const answered = response.headers.get("content-type") ?? "";
    kept.push(`${method} ${answered}`);
    const body = gzipSync(Buffer.from(await response.arrayBuffer()));
    reply.writeHead(response.status, { "content-type": answered, "content-encoding": "gzip" }).end(body);
  };
  // At the end of the test the server closes responses that the proxy still reads.
  const { url } = await listen((request, reply) => void forward(request, reply).catch(() => reply.destroy()));
  return { url, kept };
}
