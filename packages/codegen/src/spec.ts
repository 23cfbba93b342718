import { type Document, isAlias, isMap, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { JsonObject, Path } from "./json.ts";
import { type Position, ProblemsError } from "./problem.ts";
import { readMapping } from "./yaml-mapping.ts";

/** A provider's OpenAPI document, with the positions of its values. */
export interface Spec {
  /** Name of the folder in `specs/`, and of the client's folder in `packages/`. */
  readonly provider: string;
  /** Path from the root of the repository, with `/`. */
  readonly file: string;
  readonly document: JsonObject;
  /** Position of a value; for a path that does not exist, of its nearest ancestor. */
  at(path: Path): Position;
  /** Position of the key of a value. */
  atKey(path: Path): Position;
}

/**
 * Parses a spec.
 *
 * @throws `ProblemsError` if it is not a YAML mapping.
 */
export function parseSpec(provider: string, file: string, text: string): Spec {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = readMapping(yaml);
  if (Array.isArray(document))
    throw new ProblemsError(document.map(({ offset, ...words }) => ({ file, ...position(offset), ...words })));
  return {
    provider,
    file,
    document,
    at: (path) => position(offsetOf(yaml, path, false)),
    atKey: (path) => position(offsetOf(yaml, path, true)),
  };
}

function offsetOf(yaml: Document.Parsed, path: Path, ofKey: boolean): number {
  let node: unknown = yaml.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, key] of path.entries()) {
    if (isAlias(node)) node = node.resolve(yaml);
    let keyNode: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => String((item.key as Node | null)?.toJSON()) === String(key));
      keyNode = pair?.key;
      node = pair?.value;
    } else {
      node = isSeq(node) ? node.items[Number(key)] : undefined;
    }
    const start = startOf(ofKey && depth === path.length - 1 ? (keyNode ?? node) : (node ?? keyNode));
    if (start === undefined) break;
    offset = start;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
