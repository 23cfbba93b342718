import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getResponse } from "msw";
import { addresses, baseURLsAt } from "./addresses.ts";
import { listenError } from "./listen-error.ts";
import { type AddressName, providerNames } from "./providers.ts";
import { MOST_BODY_BYTES } from "./request-body.ts";
import { type OpenSimulator, openSimulator, type Simulator, type SimulatorOptions } from "./simulator.ts";
import { createSite, type Site } from "./site/site.ts";

export type { AddressName } from "./providers.ts";

export interface ServeOptions extends SimulatorOptions {
  /** Port to listen on. Default: 0, any free port. */
  readonly port?: number;
  /** Address to listen on. Default: `"127.0.0.1"`, this machine only. */
  readonly host?: string;
}

/** A simulator over HTTP. */
export interface SimulatorServer {
  /** Address of the server: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Base URLs by provider; other regions have their name appended. */
  readonly baseURLs: Readonly<Record<AddressName, string>>;
  readonly simulator: Simulator;
  /** Closes the server and all its connections at once. */
  close(): Promise<void>;
}

/** Serves the mock providers over HTTP, each under a path of its own, with the same handlers as in a test. */
export async function serveSimulator(options: ServeOptions = {}): Promise<SimulatorServer> {
  const { port = 0, host = "127.0.0.1", ...rest } = options;
  checkAddress(port, host);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(listenError(cause, host, port))).listen(port, host, resolve);
  });
  const url = addressOf(server.address() as AddressInfo);
  const publicURL = (rest.publicURL ?? url).replace(/\/+$/, "");
  const open = openBehind(server, { ...rest, publicURL });
  const { simulator } = open;
  const { providers = providerNames } = rest;
  const site = createSite({ url, publicURL, providers, open, loopback: isLoopback(server.address()) });
  const routes = new Map([
    ...addresses().map((address) => [address.name, new URL(address.url).origin] as const),
    ...["images", "uploads"].map((name) => [name, `${publicURL}/${name}`] as const),
  ]);
  server.on("request", (message: IncomingMessage, reply: ServerResponse) => {
    // A failure here means that the connection broke, on purpose or not.
    serve(message, reply, routes, simulator, site).catch(() => reply.destroy());
  });
  return {
    url,
    baseURLs: baseURLsAt(url),
    simulator,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Refuses values that Node accepts: an empty host means all addresses of this machine, and a text as port a file. */
function checkAddress(port: number, host: string): void {
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new RangeError(`port is ${port}; it must be a whole number from 0 to 65535, and 0 finds a free port`);
  }
  if (!host) {
    throw new RangeError("host is empty; pass 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses");
  }
}

/** Closes the server if the options are refused, because it would keep the process alive. */
function openBehind(server: Server, options: SimulatorOptions): OpenSimulator {
  try {
    return openSimulator(options);
  } catch (error) {
    server.close();
    throw error;
  }
}

async function serve(
  message: IncomingMessage,
  reply: ServerResponse,
  routes: ReadonlyMap<string, string>,
  simulator: Simulator,
  site: Site,
): Promise<void> {
  const [, segment = "", path = ""] = /^\/([^/?]*)(.*)$/s.exec(message.url ?? "") ?? [];
  const origin = routes.get(segment);
  const gone = new AbortController();
  reply.once("close", () => gone.abort());
  await send(await respond().catch(failed), reply);

  async function respond(): Promise<Response> {
    const request = await toRequest(message, origin ? origin + path : `http://site${pathOf(message)}`, gone.signal);
    const response = origin ? await getResponse(simulator.handlers, request) : await site(request);
    return response ?? nothingHere(message);
  }
}

/** Says why there is no response: a condition of `when()` threw, or `Request` does not allow such a request. */
function failed(cause: unknown): Response {
  return Response.json({ error: { message: `The simulator failed: ${cause}` } }, { status: 500 });
}

async function toRequest(message: IncomingMessage, url: string, signal: AbortSignal): Promise<Request> {
  const { method = "GET", rawHeaders } = message;
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.append(rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "");
  const { body, length } = await readMessage(message);
  // The handlers refuse a body by its length, without reading it.
  if (length > MOST_BODY_BYTES) headers.set("content-length", String(length));
  // Providers ignore the body of a GET, which a Request cannot have.
  const hasBody = length > 0 && method !== "GET" && method !== "HEAD";
  return new Request(url, { method, headers, signal, ...(hasBody && { body }) });
}

/** Reads a request to its end, because a client may read the response only then. Drops a body over the limit. */
async function readMessage(message: IncomingMessage): Promise<{ body: Buffer<ArrayBuffer>; length: number }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MOST_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  return { body: Buffer.concat(chunks), length };
}

/** Flushes each chunk before it reads the next, so that the client has them all when the connection breaks. */
async function send(response: Response, reply: ServerResponse): Promise<void> {
  reply.writeHead(response.status, Object.fromEntries(response.headers));
  for await (const piece of response.body ?? []) {
    await new Promise<void>((resolve, reject) => {
      reply.write(piece, (error) => (error ? reject(error) : resolve()));
    });
  }
  reply.end();
}

/** Returns the path of a request to the page or its API. */
function pathOf({ url = "" }: IncomingMessage): string {
  return /^\/(?!\/)/.test(url) ? url : "/nowhere";
}

/** Names the base URLs, because a wrong one is the usual mistake. */
function nothingHere({ method, url }: IncomingMessage): Response {
  const known = Object.values(baseURLsAt("")).join(", ");
  return new Response(`Nothing at ${method} ${url}; the base URLs of the simulator are ${known}\n`, { status: 404 });
}

function isLoopback(address: AddressInfo | string | null): boolean {
  return typeof address === "object" && address !== null && /^(127\.|::1$|::ffff:127\.)/.test(address.address);
}

function addressOf({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
