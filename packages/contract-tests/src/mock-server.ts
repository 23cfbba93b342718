import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { arrayBuffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { chunksOf, type FixtureResponse, headersOf } from "./fixture-response.ts";
import { type MockProvider, Responder } from "./mock-provider.ts";

/** A client drops unread data when the connection breaks, so the server waits this long first, in ms. */
const timeToRead = 50;

/** A mock provider that is an HTTP server on the loopback address. */
export interface MockServer extends MockProvider {
  close(): Promise<void>;
}

export async function openMockServer(): Promise<MockServer> {
  let responder = new Responder();
  const server = createServer(async (incoming, response) => {
    const { method = "", url = "" } = incoming;
    const request = { method, url: `${origin}${url}`, headers: readHeaders(incoming) };
    await send(await responder.respond(request, new Uint8Array(await arrayBuffer(incoming))), response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    baseURL: `${origin}/api`,
    async respondWith(responses, paid) {
      responder = new Responder(responses, paid);
      return responder;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function send(fixture: FixtureResponse, response: ServerResponse): Promise<void> {
  if ("noAnswer" in fixture) {
    response.destroy();
    return;
  }
  response.writeHead(fixture.status, { ...headersOf(fixture), connection: "close" });
  for (const chunk of chunksOf(fixture)) response.write(chunk);
  if (!fixture.drop) {
    response.end();
    return;
  }
  await sleep(timeToRead);
  response.destroy();
}

function readHeaders({ headers }: IncomingMessage): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === "string") read.set(name, value);
  return read;
}
