import type { RunDetails } from "../../server/messages.ts";
import { factories } from "../generated/factories.ts";

/** Writes the TypeScript that sends a request with its provider's client. It reads files from the working directory. */
export function codeOf({ provider: { name }, request }: RunDetails): string {
  const factory = factories[name];
  const { images, prompt, ...rest } = request;
  const references = images?.map((image, index) =>
    image.startsWith("data:") ? `await readFile("reference-${index + 1}")` : JSON.stringify(image),
  );
  const fields = Object.entries({ prompt, ...rest }).map(([key, value]) => `  ${key}: ${inCode(value)},`);
  if (references) fields.push(`  images: [${references.join(", ")}],`);
  const reads = references?.some((reference) => reference.startsWith("await"));
  return `${reads ? 'import { readFile } from "node:fs/promises";\n' : ""}import { ${factory} } from "@seedream-clients/${name}";
import { saveImage } from "@seedream-clients/${name}/node";

const client = ${factory}();
const result = await client.generate({
${fields.join("\n")}
});

for (const outcome of result.images) {
  if (outcome.ok) await saveImage(outcome.image, \`image-\${outcome.index + 1}\`);
  else console.error(outcome.error.message);
}
`;
}

/**
 * Writes the curl command that sends the same body to the provider, with the key from its environment variable. Reads
 * the body from standard input, because as an argument it could be longer than a system allows.
 *
 * @param isShort whether files are shortened, for reading rather than running.
 */
export function curlOf({ provider: { variable }, endpoint, wireBody }: RunDetails, isShort = false): string {
  const body = JSON.stringify(wireBody, undefined, 2);
  const shown = isShort ? body.replace(/(base64,[^"]{24})[^"]{200}[^"]*/g, "$1…") : body;
  return `curl ${endpoint} \\
  -H "Authorization: Bearer $${variable}" \\
  -H "Content-Type: application/json" \\
  --data-binary @- <<'JSON'
${shown}
JSON
`;
}

/** Formats a value like code that is written by hand. */
function inCode(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${JSON.stringify(field)}`);
  return `{ ${fields.join(", ")} }`;
}
