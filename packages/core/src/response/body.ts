import type { Redact } from "../errors/redact.ts";
import type { ProviderFacts, ProviderMessage } from "../provider.ts";
import { eventReader } from "./event-stream.ts";

/** Most characters of a body that are read to look for a refusal: more than any explanation has. */
const longestRefusal = 65_536;

/** The beginning of a body, read to look for a refusal. */
export interface Head {
  readonly text: string;
  /** Whether it is the whole body. */
  readonly isWhole: boolean;
  /** JSON of a whole body; `undefined` where it is not JSON. */
  readonly json?: unknown;
  /** Why no more could be read. */
  readonly failure?: unknown;
}

/** A usable response. Nothing of its body is lost, whatever was read of it before. */
export interface Reply {
  readonly requestId: string | undefined;
  readonly head: Head;
  /** The rest of the body. */
  readonly pieces: AsyncGenerator<string, void>;
}

/** One decoded part of a response: the whole body, or an event of a stream. */
export interface Part {
  /** Name of the event. */
  readonly name?: string | undefined;
  /** JSON, or the text itself where it is not JSON. */
  readonly data: unknown;
  readonly isJson: boolean;
}

/**
 * Yields the text of a response as it arrives. Leaving early cancels the response.
 *
 * @param receive Awaits I/O within the limits of the call.
 */
export async function* piecesOf(
  response: Response,
  receive: <T>(io: Promise<T>) => Promise<T>,
): AsyncGenerator<string, void> {
  const { body } = response;
  if (!body || !("getReader" in body)) {
    // Some implementations of fetch have no web streams: React Native's has no body, node-fetch a stream of Node.
    const text = await receive(response.text());
    if (text) yield text;
    return;
  }
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await receive(reader.read());
      const text = decoder.decode(value, { stream: !done });
      if (text) yield text;
      if (done) return;
    }
  } finally {
    // Has no effect on a response that was read to its end.
    reader.cancel().catch(() => {});
  }
}

/**
 * Reads on while the body may be one JSON object of at most 64 KiB. A stream goes on at its first character. A failure
 * is kept for whoever reads on: the response was accepted by then.
 */
export async function readHead(pieces: AsyncGenerator<string, void>): Promise<Head> {
  const read: string[] = [];
  let length = 0;
  let isObject: boolean | undefined;
  try {
    while (length <= longestRefusal && isObject !== false) {
      const { done, value } = await pieces.next();
      if (done) return wholeHead(read.join(""));
      read.push(value);
      length += value.length;
      if (value.trim()) isObject ??= value.trimStart().startsWith("{");
    }
    return { text: read.join(""), isWhole: false };
  } catch (failure) {
    return { text: read.join(""), isWhole: false, failure };
  }
}

function wholeHead(text: string): Head {
  return { text, isWhole: true, json: parseJson(text) };
}

/** Reads a refusal, as far as it can be and up to 64 KiB: its status alone says enough. Cancels the rest. */
export async function readRefused(pieces: AsyncGenerator<string, void>): Promise<string> {
  let text = "";
  try {
    for await (const piece of pieces) {
      text += piece;
      if (text.length > longestRefusal) break;
    }
  } catch {
    // The connection broke, or nothing more came.
  }
  return text;
}

/**
 * Yields the parts of a response: the events of a stream, or the whole body as one. Decides by the first character,
 * because gateways ignore `stream`, and the media type of Ark's streams is not documented.
 */
export async function* readParts({ head, pieces }: Reply): AsyncGenerator<Part, void> {
  if (head.json !== undefined) return yield { data: head.json, isJson: true };
  const whole: string[] = [];
  const read = eventReader();
  let isJson: boolean | undefined;
  const take = (piece: string): readonly { readonly name?: string | undefined; readonly data: string }[] => {
    isJson ??= piece.trim() ? /^\s*[{[]/.test(piece) : undefined;
    if (!isJson) return read(piece);
    whole.push(piece);
    return [];
  };
  try {
    for (const { data, name } of take(head.text)) yield decode(data, name);
    if (head.failure !== undefined) throw head.failure;
    for await (const piece of pieces) for (const { data, name } of take(piece)) yield decode(data, name);
    if (isJson) yield decode(whole.join(""));
    else for (const { data, name } of read()) yield decode(data, name);
  } finally {
    await pieces.return();
  }
}

/** Reads a whole body: its JSON, or its text where it is not JSON. */
export async function readBody({ head, pieces }: Reply): Promise<Part> {
  if (head.json !== undefined) return { data: head.json, isJson: true };
  if (head.failure !== undefined) throw head.failure;
  const whole = [head.text];
  for await (const piece of pieces) whole.push(piece);
  return decode(whole.join(""));
}

/**
 * Reads a part in the provider's form. Its text is redacted, but not the links and data of images: a link without the
 * text that looks like a secret would lead nowhere.
 */
export function toMessage({ name, data, isJson }: Part, { fromWire }: ProviderFacts, redact: Redact): ProviderMessage {
  const raw = redact(data);
  if (!isJson) {
    const damage = `it is not JSON, or cut short: ${String(raw).slice(0, 60)}`;
    return { events: name === undefined ? [] : fromWire(raw, name), raw, damage };
  }
  const events = fromWire(raw, name);
  if (raw === data) return { events, raw };
  const originals = fromWire(data, name);
  const restored = events.map((event, index) => {
    const original = originals[index];
    if (event.type !== "image" || original?.type !== "image") return event;
    return { ...event, url: original.url, inline: original.inline };
  });
  return { events: restored, raw };
}

function decode(text: string, name?: string): Part {
  const data = parseJson(text);
  return data === undefined ? { name, data: text, isJson: false } : { name, data, isJson: true };
}

/** Parses JSON; `undefined` for a text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
