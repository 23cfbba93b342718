import type { Exchange } from "./messages.ts";

/** Most characters of a body that are kept. */
const MOST_CHARACTERS = 20_000;

/** Keeps what goes over the wire, with the key struck out and long data shortened. */
export class Recorder {
  readonly #exchanges: Exchange[] = [];
  readonly #reading: Promise<void>[] = [];

  /** `fetch` that is listened to. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = describe(input, init);
    const slot = this.#slotOf(request);
    const response = await globalThis.fetch(input, init);
    const answered = { ...slot.exchange, status: response.status, responseHeaders: shown(response.headers, slot.hide) };
    this.#exchanges[slot.index] = answered;
    if (isText(response)) this.#reading.push(this.#read(response.clone(), slot.index, slot.hide));
    return response;
  };

  /** The calls so far, in their order, once the bodies that are under way have ended. */
  async exchanges(): Promise<readonly Exchange[]> {
    await Promise.all(this.#reading);
    return this.#exchanges;
  }

  /** The same call once more, as when a task is looked at, takes the place of the one before. */
  #slotOf({ request, hide }: Described) {
    const same = this.#exchanges.findIndex(({ method, url }) => method === "GET" && url === request.url);
    const index = same < 0 ? this.#exchanges.length : same;
    const exchange: Exchange = { ...request, times: (this.#exchanges[same]?.times ?? 0) + 1 };
    this.#exchanges[index] = exchange;
    return { index, exchange, hide };
  }

  async #read(response: Response, index: number, hide: Hide): Promise<void> {
    const responseBody = hide(await readAll(response));
    const exchange = this.#exchanges[index];
    if (exchange) this.#exchanges[index] = { ...exchange, responseBody };
  }
}

/** Reads as much as comes: a body that breaks off is the client's to report, which ends a stream at its last event. */
async function readAll({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const piece of body ?? []) text += decoder.decode(piece, { stream: true });
  } catch {
    // What came is kept.
  }
  return text;
}

type Hide = (text: string) => string;

interface Described {
  readonly request: Omit<Exchange, "times">;
  readonly hide: Hide;
}

function describe(input: RequestInfo | URL, init: RequestInit = {}): Described {
  const headers = new Headers(init.headers);
  const key = headers.get("authorization")?.replace(/^Bearer /, "");
  const hide: Hide = (text) => shorten(key ? text.replaceAll(key, "••••") : text);
  const request = {
    method: init.method ?? "GET",
    url: input instanceof Request ? input.url : String(input),
    requestHeaders: shown(headers, hide),
    requestBody: bodyOf(init.body, hide),
  };
  return { request, hide };
}

function shown(headers: Headers, hide: Hide): Record<string, string> {
  const kept = [...headers].filter(([name]) => name !== "set-cookie");
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === "authorization" ? "Bearer ••••" : hide(value)]),
  );
}

function bodyOf(body: BodyInit | null | undefined, hide: Hide): string | undefined {
  if (body === null || body === undefined) return undefined;
  return typeof body === "string" ? hide(body) : "(a file)";
}

/** Files within a text by their beginning and their length. */
function shorten(text: string): string {
  const short = text.replace(/[A-Za-z0-9+/_=-]{300,}/g, (data) => `${data.slice(0, 24)}… (${data.length} characters)`);
  return short.length > MOST_CHARACTERS ? `${short.slice(0, MOST_CHARACTERS)}…` : short;
}

function isText(response: Response): boolean {
  return /json|text/.test(response.headers.get("content-type") ?? "");
}
