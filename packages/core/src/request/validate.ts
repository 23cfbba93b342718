import type { ImageRequest } from "../contract/request.ts";
import type { Validation } from "../contract/result.ts";
import { toError } from "../errors/to-error.ts";
import { byteLength } from "../images/base64.ts";
import type { Connection } from "../transport/connect.ts";
import { examine, type PreparedCall } from "./prepare.ts";
import { highestCost, mostImages, uncountedField } from "./price.ts";

/**
 * Returns the issues, warnings, body and price of a request, as `generate()` would send it. Sends nothing.
 *
 * @throws {InvalidRequestError} for a request that cannot be read or serialised to JSON.
 */
export async function validate(connection: Connection, asked: ImageRequest<string>): Promise<Validation> {
  try {
    const examined = await examine(connection, asked, false, connection.streamGroups);
    const { issues, warnings, request, native } = examined;
    const { model, spec, size, references } = request;
    const count = mostImages(spec, { count: request.count, native });
    const isCounted = uncountedField(connection.provider.models, asked) === undefined;
    return {
      issues,
      warnings,
      model,
      size: size.text,
      body: bodyOf(connection, examined),
      count,
      cost: isCounted
        ? highestCost(spec, { size, count, references: references.length }, connection.region)
        : undefined,
    };
  } catch (cause) {
    throw toError(cause, { provider: connection.provider.name, submission: "unsent" });
  }
}

/** Returns the exact body. Uploads have no links yet: `toWire` gets placeholders, and their facts replace those. */
function bodyOf({ toBody }: Connection, { request, native, uploads }: PreparedCall): unknown {
  const facts = new Map<unknown, object>();
  const references = request.references.map((reference, index) => {
    const upload = uploads.get(index);
    if (!upload) return reference;
    const placeholder = `https://upload.invalid/${index}`;
    facts.set(placeholder, { mediaType: upload.mediaType, bytes: byteLength(upload.base64) });
    return placeholder;
  });
  const json = JSON.stringify(toBody({ ...request, references }, native), (_, value) => facts.get(value) ?? value);
  return JSON.parse(json);
}
