import type { Call } from "./call.ts";
import type { CallOptions, TaskHandle, TaskOptions } from "./contract.ts";
import { eventReader, type ServerEvent } from "./event-stream.ts";
import type { Part } from "./part.ts";
import type { Plan } from "./plan.ts";
import { parseJson, requestIdOf, textOf } from "./response-body.ts";
import type { Outgoing, Transport } from "./transport.ts";

/** A message from the provider: what it says, and how it came. */
export interface Message {
  /** The task that the submission became, where it became one. */
  readonly task?: TaskHandle | undefined;
  readonly parts: readonly Part[];
  readonly raw?: unknown;
  readonly requestId?: string | undefined;
}

/** A submission and the messages that answer it. */
export type Exchange = (call: Call, plan: Plan, options: TaskOptions) => AsyncIterable<Message>;

/** The request that submits a body. */
export function submission({ baseURL }: Transport, path: string, body: object, { headers }: CallOptions): Outgoing {
  return {
    url: baseURL + path,
    method: "POST",
    headers: [...Object.entries({ ...headers }), ["content-type", "application/json"]],
    body: JSON.stringify(body),
    stakes: "paid",
  };
}

/** The exchange of a provider that answers in the response itself, whole or as a stream of events. */
export function synchronousExchange(
  transport: Transport,
  path: string,
  fromWire: (message: unknown, event: string) => readonly Part[],
): Exchange {
  return async function* (call, { body }, options) {
    const response = await transport.request(call, submission(transport, path, body, options), options);
    yield { parts: [], requestId: requestIdOf(response) };
    for await (const { name = "", raw } of messages(textOf(response, call))) {
      if (raw === "[DONE]") return;
      yield { raw, parts: fromWire(raw, name) };
    }
  };
}

/**
 * Events of a stream, or a whole body as one. Judged by how the body begins: a gateway may ignore that a stream was
 * asked for, and the type that Ark gives its streams is not documented.
 */
async function* messages(
  pieces: AsyncIterable<string>,
): AsyncGenerator<{ name?: string | undefined; raw: unknown }, void> {
  const whole: string[] = [];
  const read = eventReader();
  let isJson: boolean | undefined;
  for await (const piece of pieces) {
    isJson ??= piece.trim() ? /^\s*[{[]/.test(piece) : undefined;
    if (isJson) whole.push(piece);
    else yield* read(piece).map(toMessage);
  }
  if (!isJson) return yield* read().map(toMessage);
  const body = whole.join("");
  const raw = parseJson(body);
  if (raw === undefined) throw new Error(`it is no JSON, or cut short: ${body.slice(0, 60)}`);
  yield { raw };
}

function toMessage({ name, data }: ServerEvent) {
  return { name, raw: parseJson(data) ?? data };
}
