import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A provider whose connections break. It keeps count of the POSTs to each of its paths, which `/count/<path>` tells. */
export interface BrokenServer extends AsyncDisposable {
  readonly origin: string;
}

const image = (index: number) => ({ url: `https://results.example/${index}.jpeg`, size: "2048x2048" });

const event = (index: number) =>
  `data: ${JSON.stringify({ type: "image_generation.partial_succeeded", image_index: index, ...image(index) })}\n\n`;

/** What becomes of a POST, by the first part of its path. */
const faults: Readonly<Record<string, (response: ServerResponse, count: number) => void>> = {
  "close-second"(response, count) {
    if (count > 1) return response.socket?.destroy();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ created: 1_795_132_800, data: [image(0)] }));
  },
  "close-late"(response) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write([0, 1, 2].map(event).join(""));
    setTimeout(() => response.socket?.destroy(), 200);
  },
};

export async function openBrokenServer(): Promise<BrokenServer> {
  const counts: Record<string, number> = {};
  const server = createServer((request, response) => {
    const { method, url = "" } = request;
    const [, first = "", second = ""] = url.split("/");
    allowPages(request, response);
    if (method === "OPTIONS") response.end();
    else if (method === "GET") response.end(String(counts[second] ?? 0));
    else {
      const count = (counts[first] ?? 0) + 1;
      counts[first] = count;
      request.resume().on("end", () => faults[first]?.(response, count));
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function allowPages({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-allow-headers", headers["access-control-request-headers"] ?? "");
}
