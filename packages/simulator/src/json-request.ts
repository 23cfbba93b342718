import type { Content } from "./exchange.ts";
import { readBytes } from "./request-body.ts";
import type { SchemaCheck } from "./schema/schema-check.ts";
import type { Voice } from "./voice.ts";

/** The content of a request that should be JSON. */
export interface JsonContent extends Content {
  readonly text: string;
  /** The parsed body; `undefined` where the text is not JSON. */
  readonly json: unknown;
}

/** Reads a request that should be JSON. */
export async function readJson(request: Request): Promise<JsonContent> {
  const bytes = await readBytes(request);
  if (!bytes) return { text: "", json: undefined, body: undefined, size: 0, tooLarge: true };
  const text = new TextDecoder().decode(bytes);
  const json = parse(text);
  return { text, json, body: json ?? text, size: text.length, tooLarge: false };
}

/**
 * The body, once its schema has passed it.
 *
 * @throws {Refusal} in the provider's words.
 */
export function validated<T>({ json }: JsonContent, schema: SchemaCheck<T>, voice: Voice): T {
  if (json === undefined) throw voice.faulty({ kind: "body", field: "", rule: "it is not JSON" });
  if (schema.accepts(json)) return json;
  throw voice.faulty(schema.fault());
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
