import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { Fault } from "./fault-server.ts";

/** The provider's id of every answer that gets as far as its headers. */
export const requestId = "req-0a1b2c3d";

/** A body of a type. */
export interface Body {
  readonly type: string;
  readonly text: string;
}

export function json(value: unknown): Body {
  return { type: "application/json", text: JSON.stringify(value) };
}

export function events(...data: readonly unknown[]): Body {
  const frame = (datum: unknown) => `data: ${typeof datum === "string" ? datum : JSON.stringify(datum)}\n\n`;
  return { type: "text/event-stream", text: data.map(frame).join("") };
}

/** An answer as HTTP has it. */
export function answer(
  { type, text }: Body,
  status = 200,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Fault {
  return ({ response }) => {
    response.writeHead(status, { "content-type": type, "x-request-id": requestId, ...copied(headers) });
    response.end(text);
  };
}

function copied(headers: Readonly<Record<string, string | readonly string[]>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}

/** An answer of a status alone, as a gateway gives it. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Fault {
  return answer({ type: "text/html", text: `<html><h1>${code}</h1></html>` }, code, headers);
}

/** How an answer that began may end. */
export type Ending = "close" | "reset" | "silence" | "complete";

/** A pause between two pieces of an answer, in milliseconds of real time. */
export function pause(ms: number): Pause {
  return { ms };
}

interface Pause {
  readonly ms: number;
}

/** An answer of these pieces, each sent by itself, that may not come to its end. */
export function broken(
  { type }: Pick<Body, "type">,
  pieces: Iterable<string | Uint8Array | Pause>,
  ending: Ending,
  code = 200,
): Fault {
  return async ({ response, socket }) => {
    socket.setNoDelay();
    response.writeHead(code, { "content-type": type, "x-request-id": requestId });
    response.flushHeaders();
    for (const piece of pieces) {
      if (socket.destroyed) return;
      if (typeof piece === "object" && "ms" in piece) await sleep(piece.ms);
      else response.write(piece);
      await turn();
    }
    if (ending === "complete") response.end();
    if (ending === "close") socket.end();
    if (ending !== "reset") return;
    // A reset discards what the other side has not read yet: this lets it read.
    for (let rest = 0; rest < 20; rest++) await turn();
    socket.resetAndDestroy();
  };
}

/** Bytes on the wire in place of HTTP, then the end of the connection. */
export function raw(bytes: string | Uint8Array): Fault {
  return ({ socket }) => {
    socket.end(bytes);
  };
}

/** A head that promises more than comes after it. */
export function head(length: number, type = "application/json"): string {
  return `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nx-request-id: ${requestId}\r\ncontent-length: ${length}\r\n\r\n`;
}
