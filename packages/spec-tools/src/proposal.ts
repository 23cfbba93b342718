import { basename } from "node:path";
import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { stringify } from "yaml";
import { writeOutAlternatives } from "./alternatives-extension.ts";
import { applyOverlay } from "./apply-overlay.ts";
import { alignBasePath } from "./base-path.ts";
import type { Change } from "./change.ts";
import { diffDocuments } from "./diff-document.ts";
import { mergeDocuments } from "./merge.ts";
import type { Overlay } from "./overlay.ts";
import type { RuleName } from "./rules.ts";
import { parseDocument } from "./specs.ts";

const MODELS = "x-seedream-models";

/** What a provider's own documents come to, with our decisions applied. */
export interface Proposal {
  readonly document: JsonObject;
  /** Where the provider's documents contradict each other. */
  readonly doubts: readonly string[];
  /** What would change if it took the place of our spec. */
  readonly changes: readonly Change[];
}

// Our words are ours, and so are the names of our types.
const OURS: readonly RuleName[] = [
  "description-changed",
  "provenance-changed",
  "example-changed",
  "note-changed",
  "info-changed",
  "type-name-added",
  "type-name-removed",
];

export function propose(
  provider: string,
  ours: JsonObject,
  documents: readonly JsonObject[],
  overlay: Overlay | undefined,
): Proposal {
  const { document: merged, doubts } = mergeDocuments(documents.map((document) => alignBasePath(document, ours)));
  const decided = writeOutAlternatives(overlay ? applyOverlay(overlay, merged, ours) : merged);
  // No provider describes model rows: they stay as they are.
  const document = { ...decided, ...(ours[MODELS] !== undefined && { [MODELS]: ours[MODELS] }) };
  // An overlay may refer to something that there is not.
  parseDocument(provider, "the proposal", toYaml(document));
  const ignored: readonly string[] = OURS;
  const changes = diffDocuments(ours, document).filter(({ rule }) => !ignored.includes(rule));
  return { document, doubts, changes };
}

/** The proposal as a file for a person to read. */
export function proposalText(provider: string, sources: readonly string[], document: JsonObject): string {
  const names = sources.map((name) => (/^https?:/i.test(name) ? name : basename(name))).join(", ");
  return `# Proposed by \`pnpm spec:update ${provider}\` from ${names}.
# Nothing reads this file, and git ignores it. The texts are the provider's: take over facts, in our own words.
# The model rows at the end are those of openapi.yaml.
${toYaml(document)}`;
}

function toYaml(document: JsonObject): string {
  return stringify(sorted(document), { lineWidth: 120, aliasDuplicateObjects: false });
}

// As our specs have it: the model rows last.
function sorted({ [MODELS]: models, ...rest }: JsonObject): Json {
  return models === undefined || !isObject(models) ? rest : { ...rest, [MODELS]: models };
}
