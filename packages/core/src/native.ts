import { InvalidRequestError } from "./errors.ts";
import { checkFields, type FieldRules } from "./fields.ts";
import type { Finding } from "./finding.ts";

/**
 * Checks a wire request that has `native` fields.
 *
 * @throws {InvalidRequestError} for a value that cannot be sent at all: a `bigint`, or an object that holds itself.
 */
export function checkNative(body: object, { fields }: { readonly fields: FieldRules }, provider: string): Finding[] {
  try {
    JSON.stringify(body);
  } catch (cause) {
    throw new InvalidRequestError(`native has a value that is no JSON: ${cause}`, { provider, cause });
  }
  return checkFields(body, fields).map((value) => ({ feature: "native", rule: "field", value, allowed: undefined }));
}
