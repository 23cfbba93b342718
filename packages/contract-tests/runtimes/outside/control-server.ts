import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { decode, encode } from "./codec.ts";
import { createOperations } from "./operations.ts";

/** A call of an operation. */
export interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** How a call ended. */
export type CallResult<T> = { readonly value: T } | { readonly error: string };

/** A server that opens other servers for a runtime that cannot. */
export interface ControlServer extends AsyncDisposable {
  readonly origin: string;
}

/**
 * Opens a server that takes calls as `POST`. It sends each result as a line of one response to a `GET`, with the id
 * first. All calls share that response, because some take as long as a test, and a page has only six connections to a
 * server.
 */
export async function openControlServer(): Promise<ControlServer> {
  const operations = createOperations();
  let results: ServerResponse | undefined;
  const server = createServer(async (request, response) => {
    if (request.method === "GET") {
      results = response.writeHead(200, { "content-type": "application/x-ndjson" });
      results.flushHeaders();
      return;
    }
    const call = decode<Call>(await text(request));
    response.end();
    results?.write(`${call.id} ${encode(await perform(operations, call))}\n`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      await operations.closeAll();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function perform(operations: object, { name, args }: Call): Promise<CallResult<unknown>> {
  try {
    const operation: unknown = Reflect.get(operations, name);
    if (typeof operation !== "function") throw new Error(`There is no operation ${name}`);
    return { value: await Reflect.apply(operation, undefined, args) };
  } catch (error) {
    return { error: String(error) };
  }
}
