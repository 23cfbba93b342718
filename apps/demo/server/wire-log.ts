import type { ClientOptions, RequestNotice } from "@seedream-clients/core";
import { createRedact } from "@seedream-clients/core/client";
import type { JobStore, Transaction } from "@seedream-clients/jobs";
import type { Exchange } from "./messages.ts";

/** Length after which a kept body is cut off, in characters. */
const MOST_CHARACTERS = 20_000;

const fileOf = (id: string) => `wire ${id}`;
const cut = (text: string) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);

/** Calls on the wire by client request id, kept beside the journal. The key is redacted, and long data is shortened. */
export type WireLog = ReturnType<typeof openWireLog>;

export function openWireLog(store: JobStore) {
  let notice: RequestNotice | undefined;
  /** Options of a client whose calls are kept. */
  const options: Pick<ClientOptions, "fetch" | "onRequest"> = {
    onRequest(next) {
      notice = next;
    },
    fetch(input, init) {
      const own = notice;
      notice = undefined;
      return own ? send(own, input, init) : fetch(input, init);
    },
  };

  async function send(
    { clientRequestId: id, method, url }: RequestNotice,
    input: RequestInfo | URL,
    init: RequestInit = {},
  ): Promise<Response> {
    const sent = new Headers(init.headers);
    const redact = createRedact(sent.get("authorization")?.replace(/^Bearer /, "") ?? "");
    const hide: Hide = (text) => cut(redact(withoutFiles(text)));
    const request = { method, url, requestHeaders: shown(sent, hide), requestBody: bodyOf(init.body, hide) };
    const response = await fetch(input, init).catch((error: unknown) => {
      keep(id, request);
      throw error;
    });
    const isText = /json|text/.test(response.headers.get("content-type") ?? "");
    const { status, headers } = response;
    const answered = { ...request, status, responseHeaders: shown(headers, hide) };
    if (!isText) keep(id, answered);
    else void readAll(response.clone()).then((text) => keep(id, { ...answered, responseBody: hide(text) }));
    return response;
  }

  /** Keeps a call. A repeated `GET`, for example a poll of a task, replaces the one before. */
  function keep(id: string, exchange: Omit<Exchange, "times">): void {
    const keeping = store.transaction(async (transaction) => {
      const known = await read(transaction, id);
      const isSame = ({ method, url }: Exchange) => method === "GET" && url === exchange.url;
      const times = (known.find(isSame)?.times ?? 0) + 1;
      const all = [...known.filter((each) => !isSame(each)), { ...exchange, times }];
      await transaction.writeFile(fileOf(id), new TextEncoder().encode(JSON.stringify(all)));
    });
    // The studio may have stopped, or its disk may be full. Neither must fail the run.
    keeping.catch(() => {});
  }

  return {
    options,
    exchangesOf: (id: string) => store.transaction((transaction) => read(transaction, id)),
    forget: (id: string) => store.transaction(async (transaction) => transaction.deleteFile(fileOf(id))),
  };
}

async function read(transaction: Transaction, id: string): Promise<readonly Exchange[]> {
  const bytes = await transaction.readFile(fileOf(id));
  return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : [];
}

/** Reads a body until it ends or breaks off. The client reports failures, and ends a stream at its last event. */
async function readAll({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const piece of body ?? []) text += decoder.decode(piece, { stream: true });
  } catch {
    // The text so far is kept.
  }
  return text;
}

type Hide = (text: string) => string;

function shown(headers: Headers, hide: Hide): Record<string, string> {
  const kept = [...headers].filter(([name]) => name !== "set-cookie");
  return Object.fromEntries(kept.map(([name, value]) => [name, hide(value)]));
}

function bodyOf(body: BodyInit | null | undefined, hide: Hide): string | undefined {
  if (body === null || body === undefined) return undefined;
  return typeof body === "string" ? hide(body) : "(a file)";
}

/** Replaces each file in a text by its beginning and its length. With `{300,}`, a file of 5 MB overflows the stack. */
const withoutFiles = (text: string) =>
  text.replace(/[\w+/=-]{300}[\w+/=-]*/g, (data) => `${data.slice(0, 24)}… (${data.length} characters)`);
