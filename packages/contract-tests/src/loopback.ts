import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { arrayBuffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { type Channel, Play } from "./channel.ts";
import { headersOf, piecesOf, type Reply } from "./reply.ts";

/** A client drops what it has not read yet when the connection breaks; this lets it read first. */
const readingTime = 50;

/** An HTTP server on this machine that replays fixtures. */
export interface Loopback extends Channel {
  close(): Promise<void>;
}

export async function openLoopback(): Promise<Loopback> {
  let play = new Play();
  const server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    const sent = { method, url: `${origin}${url}`, headers: readHeaders(request) };
    await respond(await play.next(sent, new Uint8Array(await arrayBuffer(request))), response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    baseURL: `${origin}/api`,
    play(replies, paid) {
      play = new Play(replies, paid);
      return play.sent;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function respond(reply: Reply, response: ServerResponse): Promise<void> {
  if ("noAnswer" in reply) {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, { ...headersOf(reply), connection: "close" });
  for (const piece of piecesOf(reply)) response.write(piece);
  if (!reply.drop) {
    response.end();
    return;
  }
  await sleep(readingTime);
  response.destroy();
}

function readHeaders({ headers }: IncomingMessage): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === "string") read.set(name, value);
  return read;
}
