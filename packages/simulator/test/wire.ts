import { Refusal } from "../src/mock-response.ts";
import type { Wire } from "../src/wire.ts";

/** Returns the wire of a provider that exists only in tests. Every refusal of it is `refusal`. */
export function testWire(fields: Wire["fields"], refusal = new Refusal(400, () => ({}))): Wire {
  return {
    fields,
    requestId: (_, digits) => digits,
    unauthorized: () => refusal,
    tooLarge: () => refusal,
    invalidRequest: () => refusal,
    noSuchModel: () => refusal,
    noSuchPath: () => new Response(null, { status: 404 }),
  };
}
