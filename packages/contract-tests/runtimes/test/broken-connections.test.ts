import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createArk } from "@seedream-clients/ark";
import { OutcomeUnknownError, SeedreamError } from "@seedream-clients/core";
import { expect, it } from "vitest";

const apiKey = "sk-runtimes-5b1d9c2e7f3a";
const url = (index: number) => `https://results.example/${index}.jpeg`;

async function openServer(listener: RequestListener): Promise<{ readonly baseURL: string } & AsyncDisposable> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  return {
    baseURL: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

it("sends one request when a reused connection is closed before the headers", async () => {
  let arrivals = 0;
  await using server = await openServer((request, response) => {
    arrivals++;
    request.resume().on("end", () => {
      if (arrivals > 1) return request.socket.destroy();
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ created: 1_795_132_800, data: [{ url: url(0), size: "2048x2048" }] }));
    });
  });
  const client = createArk({ apiKey, baseURL: server.baseURL });
  expect((await client.generate({ prompt: "A lighthouse" })).images).toMatchObject([{ ok: true }]);
  const error = await client.generate({ prompt: "A lighthouse" }).catch((cause: unknown) => cause);
  expect(arrivals).toBe(2);
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({ charged: "unknown", retryable: false });
});

it("keeps images that arrived some time before the connection was closed", async () => {
  const frames = [0, 1, 2].map((index) => ({
    type: "image_generation.partial_succeeded",
    image_index: index,
    url: url(index),
  }));
  await using server = await openServer(async (request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const frame of frames) response.write(`data: ${JSON.stringify({ ...frame, size: "2048x2048" })}\n\n`);
    await sleep(200);
    request.socket.destroy();
  });
  const client = createArk({ apiKey, baseURL: server.baseURL });
  const { images, interrupted } = await client.generate({ prompt: "Four lighthouses", count: 4 });
  expect(images.map((outcome) => outcome.ok && outcome.image.url)).toEqual([url(0), url(1), url(2)]);
  expect(SeedreamError.isInstance(interrupted)).toBe(true);
});
