import type { Redact } from "../errors/redact.ts";
import type { ProviderFacts, ProviderMessage } from "../provider.ts";
import type { Call } from "../transport/call.ts";
import { type BodySource, openBody } from "./body-source.ts";
import { eventReader } from "./event-stream.ts";
import { parseJson } from "./json.ts";

/** Most characters that are read in search of a refusal: more than any explanation has. */
const longestRefusal = 65_536;

/** Most bytes of a response, a group of inline images included. More, such as a body without end, would fill the memory. */
const longestBody = 1e9;

/**
 * Data of keep-alive events: nothing, or a word. An event that was cut short begins as JSON instead. The look-ahead
 * keeps blanks in one place: otherwise half a megabyte of them would block the process for minutes.
 */
const keepAlive = /^[\s:[]*(?![\s:[])\w*[\s\]]*$/;

/** The beginning of a body, read in search of a refusal. */
export interface Head {
  readonly text: string;
  /** JSON of the whole body; `undefined` if it is longer or not JSON. */
  readonly json?: unknown;
  /** Why no more could be read. */
  readonly failure?: unknown;
}

/** A usable response: `head` and `body` together have its whole content. */
export interface Reply {
  readonly requestId: string | undefined;
  readonly head: Head;
  /** The rest of the body. */
  readonly body: BodyReader;
}

/** A decoded part of a response: the whole body, or an event of a stream. */
export interface Part {
  /** Name of the event. */
  readonly name?: string | undefined;
  /** JSON, or the text itself if it is not JSON. */
  readonly data: unknown;
  readonly isJson: boolean;
  /** Why no more could be read. */
  readonly failure?: unknown;
}

/** Reads the text of a response as it arrives, within the limits of its call. */
export class BodyReader {
  readonly #source: BodySource;
  readonly #call: Call;
  readonly #decoder = new TextDecoder();
  #length = 0;
  #isDone = false;

  constructor(response: Response, call: Call) {
    this.#source = openBody(response);
    this.#call = call;
  }

  /** Returns the next piece, which may be empty; `undefined` at the end. */
  async read(): Promise<string | undefined> {
    if (this.#isDone) return undefined;
    const piece = await this.#call.receive(this.#source.read());
    this.#length += piece?.length ?? 0;
    if (this.#length > longestBody) throw new RangeError("it has more than 1 GB");
    if (typeof piece === "string") return piece;
    this.#isDone = piece === undefined;
    return this.#decoder.decode(piece, { stream: !this.#isDone });
  }

  /** Cancels the response. Has no effect on one that was read to its end. */
  cancel(): void {
    if (!this.#isDone) this.#call.hasUnread = true;
    this.#source.cancel();
  }
}

/**
 * Reads while the body may be one JSON object of at most 64 KiB. Stops at the first character of a stream. Keeps a
 * failure for the next reader, because the response was accepted by then.
 */
export async function readHead(body: BodyReader, isWanted = beginsAsObject): Promise<Head> {
  const read: string[] = [];
  let length = 0;
  let isObject: boolean | undefined;
  try {
    while (length <= longestRefusal && isObject !== false) {
      const piece = await body.read();
      if (piece === undefined) {
        const text = read.join("");
        return { text, json: parseJson(text) };
      }
      read.push(piece);
      length += piece.length;
      if (isObject === undefined && piece.trim()) isObject = isWanted(piece);
    }
    return { text: read.join("") };
  } catch (failure) {
    return { text: read.join(""), failure };
  }
}

function beginsAsObject(piece: string): boolean {
  return piece.trimStart().startsWith("{");
}

/** Reads at most 64 KiB of a refusal, and cancels the rest. A failure is ignored: the status alone is enough. */
export async function readRefused(body: BodyReader): Promise<string> {
  const { text } = await readHead(body, () => true);
  body.cancel();
  return text;
}

/**
 * Yields the messages of a response: the events of a stream, or the whole body as one. Decides by the first character,
 * because gateways ignore `stream`, and the media type of Ark's streams is not documented. Leaving the loop cancels the
 * response.
 */
export async function* readMessages(
  { head, body, requestId }: Reply,
  provider: ProviderFacts,
  redact: Redact,
): AsyncGenerator<ProviderMessage, void> {
  const whole: string[] = [];
  const readEvents = eventReader();
  let isJson: boolean | undefined;
  let isStream = false;
  let broken: { readonly cause: unknown } | undefined;
  try {
    // Before the body is read: if it breaks off, the error still has the id.
    yield { events: [], requestId };
    if (head.json !== undefined) return yield toMessage({ data: head.json, isJson: true }, provider, redact);
    for (let piece: string | undefined = head.text; ; ) {
      if (isJson === undefined && piece?.trim()) isJson = /^\s*[{[]/.test(piece);
      if (piece !== undefined && !isStream) whole.push(piece);
      for (const { data, name } of isJson ? [] : readEvents(piece)) {
        isStream = true;
        whole.length = 0;
        if (data === "[DONE]") return;
        const part = decode(data, name);
        // An event that the connection cut short counts as text, without its name.
        const message = toMessage(broken && !part.isJson ? { ...part, name: undefined } : part, provider, redact);
        yield keepAlive.test(data) ? { ...message, damage: undefined } : message;
      }
      if (piece === undefined) break;
      try {
        piece = await readOn(head, body);
      } catch (cause) {
        broken = { cause };
        piece = undefined;
      }
    }
    if (!isStream) {
      const parts = decodeWhole(whole.join(""));
      for (const part of parts) if (!broken || part.data !== "") yield toMessage(part, provider, redact);
      // Whole JSON is complete, even if the connection broke after it.
      if (parts[0]?.isJson) return;
    }
    if (broken) throw broken.cause;
  } finally {
    body.cancel();
  }
}

/** Reads a whole body: its JSON, or its text. Never rejects: a failure comes with the part that arrived before it. */
export async function readBody({ head, body }: Reply): Promise<Part> {
  if (head.json !== undefined) return { data: head.json, isJson: true };
  const whole: string[] = [];
  try {
    for (let piece: string | undefined = head.text; piece !== undefined; piece = await readOn(head, body)) {
      whole.push(piece);
    }
    return decode(whole.join(""));
  } catch (failure) {
    return { ...decode(whole.join("")), failure };
  } finally {
    body.cancel();
  }
}

async function readOn({ failure }: Head, body: BodyReader): Promise<string | undefined> {
  if (failure !== undefined) throw failure;
  return body.read();
}

/**
 * Reads a part in the provider's form. Redacts its text, but not the links and data of images, which would no longer
 * work.
 */
export function toMessage(
  { name: given, data, isJson }: Part,
  { fromWire }: ProviderFacts,
  redact: Redact,
): ProviderMessage {
  const raw = redact(data);
  const name = redact(given);
  if (!isJson) {
    return { events: name === undefined ? [] : fromWire(raw, name), raw, damage: damageOf(String(raw)) };
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

function damageOf(text: string): string {
  if (!text.trim()) return "it is empty";
  if (/^\s*(<\?.*\?>\s*)?<(!|html|head|title|body|script|h1)/i.test(text)) {
    return "it is a web page; check baseURL";
  }
  return `it is not JSON, or cut short: ${text.slice(0, 60)}`;
}

function decode(text: string, name?: string): Part {
  const json = parseJson(text);
  const isJson = json !== undefined;
  return { name, data: isJson ? json : text, isJson };
}

/** Decodes a body that does not begin as a stream. Some gateways write lines of JSON before the events. */
function decodeWhole(text: string): Part[] {
  const part = decode(text);
  if (part.isJson) return [part];
  const readEvents = eventReader();
  const parts = [...readEvents(text), ...readEvents()]
    .filter(({ data }) => data !== "[DONE]")
    .map(({ data, name }) => decode(data, name));
  return parts.length > 0 ? parts : [part];
}
