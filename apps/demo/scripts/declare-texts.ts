/** Writes the texts of the catalogues as types, so that TypeScript knows the parameters of each text. */
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../src/words/", import.meta.url);

/** Returns the declaration of a catalogue, because TypeScript types every text of a JSON file as `string`. */
export function declarationOf(language: string): { readonly file: URL; readonly declaration: string } {
  const catalogue: unknown = JSON.parse(readFileSync(new URL(`${language}.json`, folder), "utf8"));
  return {
    file: new URL(`${language}.d.json.ts`, folder),
    declaration: `// Generated from ${language}.json by \`pnpm run texts\`.\ndeclare const texts: ${JSON.stringify(catalogue)};\nexport = texts;\n`,
  };
}

if (import.meta.main) {
  for (const { file, declaration } of ["en", "zh"].map(declarationOf)) writeFileSync(file, declaration);
}
