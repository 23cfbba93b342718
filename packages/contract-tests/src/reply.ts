/** One server-sent event of a fixture. */
export interface FixtureEvent {
  readonly event?: string;
  /** Decoded JSON, or `"[DONE]"`. */
  readonly data: unknown;
  readonly malformed?: string;
}

/** The body of an answer, in the form that reads best. */
export type FixtureBody =
  | { readonly json: unknown }
  | { readonly text: string }
  | { readonly events: readonly FixtureEvent[] }
  | { readonly eventStream: string | readonly string[] };

/** An answer of the provider. */
export type Answered = FixtureBody & {
  /** The operation that answers, as `"get /tasks/{task_id}"`; without it, the paid one. */
  readonly operation?: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection breaks after the body. */
  readonly drop?: true;
  /** Why the body is not as the spec has it. */
  readonly malformed?: string;
};

/** An answer, or the loss of the connection in its place. */
export type Reply = Answered | { readonly noAnswer: true; readonly operation?: string };

/** The headers to send: a content type that goes with the body, unless the fixture has its own. */
export function headersOf(reply: Answered): Record<string, string> {
  return { "content-type": typeOf(reply), ...reply.headers };
}

function typeOf(body: FixtureBody): string {
  if ("json" in body) return "application/json";
  return "text" in body ? "text/html; charset=utf-8" : "text/event-stream";
}

/** The bytes of the body, in pieces so small that they part lines, characters and line ends. */
export function piecesOf(body: FixtureBody): Uint8Array<ArrayBuffer>[] {
  const bytes = new Uint8Array(new TextEncoder().encode(textOf(body)));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < bytes.length; start += 7) pieces.push(bytes.slice(start, start + 7));
  return pieces;
}

/** The text of the body. */
export function textOf(body: FixtureBody): string {
  if ("json" in body) return JSON.stringify(body.json);
  if ("text" in body) return body.text;
  if ("events" in body) return body.events.map(frame).join("");
  return typeof body.eventStream === "string" ? body.eventStream : body.eventStream.join("\n");
}

function frame({ event, data }: FixtureEvent): string {
  const name = event === undefined ? "" : `event: ${event}\n`;
  return `${name}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}
