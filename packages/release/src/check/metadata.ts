import { isDeepStrictEqual } from "node:util";
import { repositoryFields } from "../repository/manifest.ts";

/** Lists faults in the fields of a manifest that npm shows. `address` is the repository's, if it is known. */
export function checkMetadata(text: string, id: string, address: string | undefined): string[] {
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(text);
  const { files } = manifest;
  const packsChangelog = Array.isArray(files) && files.includes("CHANGELOG.md");
  const wrong = Object.entries(address === undefined ? {} : repositoryFields(address, id))
    .filter(([name, value]) => !isDeepStrictEqual(manifest[name], value))
    .map(([name]) => name);
  return [
    ...(packsChangelog ? [] : ['package.json: "files" lacks CHANGELOG.md; add it: npm does not pack it by itself']),
    ...(wrong.length === 0
      ? []
      : [`package.json: ${wrong.join(", ")} must name ${address}; run \`pnpm release:repository\``]),
  ];
}
