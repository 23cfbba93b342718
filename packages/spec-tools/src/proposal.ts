import { basename } from "node:path";
import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { stringify } from "yaml";
import { applyOverlay } from "./apply-overlay.ts";
import { alignBasePath } from "./base-path.ts";
import type { Difference } from "./change.ts";
import { diffDocuments } from "./diff-document.ts";
import { mergeDocuments } from "./merge.ts";
import { expandOr } from "./or-extension.ts";
import type { Overlay } from "./overlay.ts";
import type { RuleName } from "./rules.ts";
import { parseDocument } from "./specs.ts";

const MODELS = "x-seedream-models";

/** The provider's documents, merged, with our decisions applied. */
export interface Proposal {
  readonly document: JsonObject;
  /** Contradictions between the provider's documents. */
  readonly doubts: readonly string[];
  /** Changes that would result if the proposal replaced our spec. */
  readonly differences: readonly Difference[];
}

// Not compared, because our spec has its own texts and type names.
const OURS: readonly RuleName[] = [
  "description-changed",
  "provenance-changed",
  "example-changed",
  "note-changed",
  "info-changed",
];

export function propose(
  provider: string,
  ours: JsonObject,
  documents: readonly JsonObject[],
  overlay: Overlay | undefined,
): Proposal {
  const { document: merged, doubts } = mergeDocuments(documents.map((document) => alignBasePath(document, ours)));
  const decided = expandOr(overlay ? applyOverlay(overlay, merged, ours) : merged);
  // No provider documents model rows, so ours are kept.
  const document = { ...decided, ...(ours[MODELS] !== undefined && { [MODELS]: ours[MODELS] }) };
  // Checks the references, which an overlay may have broken.
  parseDocument(provider, "the proposal", toYaml(document));
  const ignored: readonly string[] = OURS;
  const differences = diffDocuments(ours, document).filter(
    ({ rule, path }) => !ignored.includes(rule) && path[0] !== "components",
  );
  return { document, doubts, differences };
}

/** Returns the proposal as a file for reviewers. */
export function proposalText(provider: string, sources: readonly string[], document: JsonObject): string {
  const names = sources.map((name) => (/^https?:/i.test(name) ? name : basename(name))).join(", ");
  return `# Proposed by \`pnpm spec:update ${provider}\` from ${names}.
# No program reads this file, and git ignores it. The texts are the provider's: copy facts, not sentences.
# The model rows at the end are those of openapi.yaml.
${toYaml(document)}`;
}

function toYaml(document: JsonObject): string {
  return stringify(sorted(document), { lineWidth: 120, aliasDuplicateObjects: false });
}

// Model rows last, as in our specs.
function sorted({ [MODELS]: models, ...rest }: JsonObject): Json {
  return models === undefined || !isObject(models) ? rest : { ...rest, [MODELS]: models };
}
