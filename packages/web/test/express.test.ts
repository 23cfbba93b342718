import { once } from "node:events";
import { request } from "node:http";
import { connect, createServer as createServer2 } from "node:http2";
import { text } from "node:stream/consumers";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { toNodeHandler } from "../src/node.ts";
import { createWebClient } from "../src/page.ts";
import { handlerOf, listen, openSimulator, submissionsOf } from "./servers.ts";

const png = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

test.each(["with", "without"])("serves below a path of Express, %s a body parser before it", async (parser) => {
  const simulator = await openSimulator();
  const app = express();
  if (parser === "with") app.use(express.json({ limit: "10mb" }));
  app.use("/api/seedream", toNodeHandler(handlerOf(simulator)));
  const { url } = await listen(app);
  const client = createWebClient({ url: `${url}/api/seedream` });
  const { image } = await client.generate({ prompt: "A lighthouse", images: [png] });
  expect((await image.bytes()).length).toBeGreaterThan(500);
  expect(submissionsOf(simulator)[0]?.body).toMatchObject({
    image: expect.stringMatching(/^data:image\/png;base64,iVBOR/),
  });
});

test("warns the process of its own failure without Express, and goes on serving", async () => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => void warnings.push(message);
  process.on("warning", onWarning);
  onTestFinished(() => void process.off("warning", onWarning));
  const server = await listen(
    toNodeHandler(async (request) => {
      if (request.url.endsWith("/whole")) throw new Error("The session store is down");
      let isFirst = true;
      const pull = (controller: ReadableStreamDefaultController) => {
        if (!isFirst) throw new Error("The link broke");
        isFirst = false;
        controller.enqueue(png);
      };
      return new Response(new ReadableStream({ pull }));
    }),
  );
  expect((await fetch(`${server.url}/whole`)).status).toBe(500);
  await expect(fetch(`${server.url}/part`).then((response) => response.bytes())).rejects.toThrow();
  expect(warnings).toEqual(["The session store is down", "The link broke"]);
});

test("refuses a request whose host is not one, which is no failure of the server", async () => {
  const server = await listen(toNodeHandler(async () => new Response("never")));
  const [response] = await once(request(server.url, { headers: { host: "a b[" } }).end(), "response");
  expect(response.statusCode).toBe(400);
  response.resume();
});

test("refuses a request that is too large for the parser, with an error for the page", async () => {
  const simulator = await openSimulator();
  const app = express();
  app.use(express.json({ limit: "1kb" }));
  app.use("/api/seedream", toNodeHandler(handlerOf(simulator)));
  const { url } = await listen(app);
  const client = createWebClient({ url: `${url}/api/seedream` });
  const error = await client.generate({ prompt: "A lighthouse ".repeat(200) }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: "InvalidRequestError", status: 413, charged: "no" });
});

test("passes its own failure to Express, and goes on serving", async () => {
  const simulator = await openSimulator();
  const app = express();
  let isBroken = true;
  const authorize = () => {
    if (isBroken) throw new Error("The session store is down");
    return { user: "ann" };
  };
  const faults: unknown[] = [];
  app.use("/api/seedream", toNodeHandler(handlerOf(simulator, { authorize })));
  app.use(((error, _request, reply, _next) => {
    faults.push(error);
    reply.status(500).send("<h1>Sorry</h1>");
  }) satisfies express.ErrorRequestHandler);
  const { url } = await listen(app);
  const client = createWebClient({ url: `${url}/api/seedream` });
  const error = await client.validate({ prompt: "A lighthouse" }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: "ConnectionError", charged: "no" });
  expect(faults).toHaveLength(1);
  isBroken = false;
  expect((await client.validate({ prompt: "A lighthouse" })).issues).toEqual([]);
});

test("sends a long body to a slow client without a listener for each wait", async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => warnings.push(warning);
  process.on("warning", warn);
  onTestFinished(() => void process.off("warning", warn));
  let pieces = 0;
  const body = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (pieces++ < 200) controller.enqueue(new Uint8Array(65_536));
        else controller.close();
      },
    });
  const { url } = await listen(toNodeHandler(async () => new Response(body())));
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(200 * 65_536);
  expect(warnings).toEqual([]);
});

test("cancels a body when its client has gone, and destroys the response when a body fails", async () => {
  const cancelled = Promise.withResolvers<void>();
  const endless = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: () => cancelled.resolve(),
  });
  const failing = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    pull: (controller) => controller.error(new Error("The disk is gone")),
  });
  const bodies: Readonly<Record<string, ReadableStream>> = { "/endless": endless, "/failing": failing };
  const { url } = await listen(toNodeHandler(async (request) => new Response(bodies[new URL(request.url).pathname])));
  const leaving = new AbortController();
  // The headers and the first piece come at once.
  const response = await fetch(`${url}/endless`, { signal: leaving.signal });
  await response.body?.getReader().read();
  leaving.abort();
  await cancelled.promise;
  await expect(fetch(`${url}/failing`).then((failed) => failed.arrayBuffer())).rejects.toThrow();
});

test("serves HTTP/2 requests, which have pseudo-headers", async () => {
  const simulator = await openSimulator();
  const server = createServer2(toNodeHandler(handlerOf(simulator)) as unknown as Parameters<typeof createServer2>[0]);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : "";
  const session = connect(`http://127.0.0.1:${port}`);
  onTestFinished(() => {
    session.destroy();
    server.close();
  });
  const stream = session.request({ ":method": "POST", ":path": "/validate", "content-type": "application/json" });
  stream.end(JSON.stringify({ request: { prompt: "A lighthouse" } }));
  const [headers] = await once(stream, "response");
  expect(headers[":status"]).toBe(200);
  expect(JSON.parse(await text(stream))).toMatchObject({ issues: [] });
});
