import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";

/** A request that the server has read to its end. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Kept when the connection is gone, whoever ended it. */
  readonly gone: Promise<unknown>;
}

/** One request, for a fault to answer. */
export interface Turn {
  readonly received: Received;
  /** For faults of HTTP. */
  readonly response: ServerResponse;
  /** For faults below HTTP: what is written here goes out as it is. */
  readonly socket: Socket;
}

/** What the server does about a request. */
export type Fault = (turn: Turn) => void | Promise<void>;

/** A server on this machine that goes wrong as it is told. */
export interface FaultServer {
  readonly origin: string;
  readonly port: number;
  /**
   * Answers with `faults` from now on, one a request, the last for any further one; what is received meanwhile is in
   * the list that comes back.
   */
  play(...faults: readonly Fault[]): Played;
  /** Closes connections as soon as they are open, or when the first bytes come, before a request is read. */
  hangUp(on: "connection" | "first bytes"): void;
  close(): Promise<void>;
}

/** What was received since a `play()`. */
export interface Played {
  readonly received: readonly Received[];
  /** POSTs that came, to their end or not: what a provider might bill. */
  readonly posts: number;
  /** Comes back once `count` requests were received. */
  arrived(count?: number): Promise<void>;
}

/** Opens a server on a port of the system's choice, or on a given one. */
export async function openFaultServer(wanted = 0): Promise<FaultServer> {
  let play = new Play([]);
  let hangUpOn: "connection" | "first bytes" | undefined;
  const ends = new WeakMap<Socket, Promise<unknown>>();
  // Connections are closed when a fault says so, and never for being idle.
  const server = createServer({ keepAliveTimeout: 600_000 }, async (request, response) => {
    const { method = "", url: path = "", headers, socket } = request;
    const current = play;
    const gone = ends.get(socket) ?? Promise.resolve();
    current.begin(method);
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const received = { method, path, headers, body, gone };
    await current.next(received)({ received, response, socket });
  });
  server.on("connection", (socket) => {
    ends.set(socket, new Promise((resolve) => socket.once("close", resolve)));
    // Whoever breaks connections hears about it.
    socket.on("error", () => {});
    if (hangUpOn === "connection") socket.destroy();
    if (hangUpOn === "first bytes") socket.once("data", () => socket.destroy());
  });
  server.listen(wanted, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  const { port } = address;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    play(...faults) {
      play = new Play(faults);
      return play;
    },
    hangUp(on) {
      hangUpOn = on;
      server.closeAllConnections();
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

class Play implements Played {
  readonly received: Received[] = [];
  posts = 0;
  readonly #faults: readonly Fault[];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
  }

  begin(method: string): void {
    if (method === "POST") this.posts++;
  }

  arrived(count = 1): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count, resolve });
      this.#tell();
    });
  }

  next(received: Received): Fault {
    const fault = this.#faults[this.received.length] ?? this.#faults.at(-1);
    this.received.push(received);
    this.#tell();
    if (!fault) throw new Error("The server was not told what to play");
    return fault;
  }

  #tell(): void {
    const { length } = this.received;
    for (const { count, resolve } of this.#waiting) if (length >= count) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => length < count);
  }
}
