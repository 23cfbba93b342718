import { readBytes } from "./request-body.ts";
import type { Content } from "./route.ts";
import type { SchemaCheck } from "./schema/schema-check.ts";
import type { Wire } from "./wire.ts";

/** Content of a request that should be JSON. */
export interface JsonContent extends Content {
  readonly text: string;
  /** The parsed body; `undefined` if the text is not JSON. */
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
 * Returns the body if it matches the schema.
 *
 * @throws {Refusal} in the provider's form.
 */
export function validated<T>({ json }: JsonContent, schema: SchemaCheck<T>, wire: Wire): T {
  if (json === undefined) throw wire.invalidRequest({ kind: "body", field: "", rule: "it is not JSON" });
  if (schema.accepts(json)) return json;
  throw wire.invalidRequest(schema.issue());
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
