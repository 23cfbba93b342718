/** A server-sent event of a fixture. */
export interface FixtureEvent {
  readonly event?: string;
  /** Decoded JSON, or `"[DONE]"`. */
  readonly data: unknown;
  readonly malformed?: string;
}

/** The body of a response, in its most readable form. */
export type FixtureBody =
  | { readonly json: unknown }
  | { readonly text: string }
  | { readonly events: readonly FixtureEvent[] }
  | { readonly eventStream: string | readonly string[] };

/** A response that the provider sends. */
export type DeliveredResponse = FixtureBody & {
  /** The operation that it belongs to, as `"get /tasks/{task_id}"`. Default: the paid operation. */
  readonly operation?: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection breaks after the body. */
  readonly drop?: true;
  /** Reason why the body does not match the spec. */
  readonly malformed?: string;
};

/** A response, or a connection that closes without one. */
export type FixtureResponse = DeliveredResponse | { readonly noAnswer: true; readonly operation?: string };

/** Returns the headers of a response, with a content type that fits the body unless the fixture has its own. */
export function headersOf(response: DeliveredResponse): Record<string, string> {
  return { "content-type": typeOf(response), ...response.headers };
}

function typeOf(body: FixtureBody): string {
  if ("json" in body) return "application/json";
  return "text" in body ? "text/html; charset=utf-8" : "text/event-stream";
}

/** Returns the bytes of a body in chunks so small that they split lines, characters and line ends. */
export function chunksOf(body: FixtureBody): Uint8Array<ArrayBuffer>[] {
  const bytes = new Uint8Array(new TextEncoder().encode(textOf(body)));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < bytes.length; start += 7) chunks.push(bytes.slice(start, start + 7));
  return chunks;
}

/** Returns the text of a body. */
export function textOf(body: FixtureBody): string {
  if ("json" in body) return JSON.stringify(body.json);
  if ("text" in body) return body.text;
  if ("events" in body) return body.events.map(formatEvent).join("");
  return typeof body.eventStream === "string" ? body.eventStream : body.eventStream.join("\n");
}

function formatEvent({ event, data }: FixtureEvent): string {
  const name = event === undefined ? "" : `event: ${event}\n`;
  return `${name}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}
