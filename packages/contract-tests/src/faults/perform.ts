import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { Handler, ResponseHeaders, Step } from "./handler.ts";

/** A request that waits for its response. */
export interface Exchange {
  /** For responses in HTTP. */
  readonly response: ServerResponse;
  /** For faults below HTTP. */
  readonly socket: Socket;
  /** Resolves when the test releases the handler. */
  readonly released: () => Promise<void>;
}

/** Performs the steps of a handler, up to the end of the connection. */
export async function perform(handler: Handler, exchange: Exchange): Promise<void> {
  for (const step of handler) {
    if (exchange.socket.destroyed) return;
    await performStep(step, exchange);
  }
}

async function performStep(step: Step, { response, socket, released }: Exchange): Promise<void> {
  switch (step.step) {
    case "head":
      response.writeHead(step.status, copy(step.headers));
      return;
    case "flush":
      response.flushHeaders();
      return;
    case "write":
      response.write(step.data);
      // In a packet of its own.
      await turn();
      return;
    case "end":
      response.end(step.data);
      return;
    case "raw":
      // A client that has read enough closes the connection.
      await pipeline(Readable.from(Array(step.times ?? 1).fill(step.data)), socket, { end: false }).catch(() => {});
      return;
    case "pause":
      await sleep(step.ms);
      return;
    case "hold":
      await released();
      return;
    case "finish":
      if (!response.writableFinished) await once(response, "finish");
      await turn();
      return;
    case "close":
      socket.end();
      return;
    case "destroy":
      socket.destroy();
      return;
    case "reset":
      socket.resetAndDestroy();
  }
}

function copy(headers: ResponseHeaders): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}
