import { type Document, isAlias, isMap, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { isObject, type JsonObject, type Path } from "./json.ts";
import { type Position, ProblemsError } from "./problem.ts";

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
  // The other errors usually follow from the first.
  const [fault] = [...yaml.errors, ...yaml.warnings];
  if (fault) {
    const [reason, remedy] = [`invalid YAML: ${fault.message}`, "correct the syntax here or just before"];
    throw new ProblemsError([{ file, ...position(fault.pos[0]), reason, remedy }]);
  }
  const document: unknown = yaml.toJS();
  if (!isJsonObject(document)) {
    const [reason, remedy] = ["not an OpenAPI document", "write a mapping that begins with `openapi: 3.1.0`"];
    throw new ProblemsError([{ file, line: 1, column: 1, reason, remedy }]);
  }
  return {
    provider,
    file,
    document,
    at: (path) => position(offsetOf(yaml, path, false)),
    atKey: (path) => position(offsetOf(yaml, path, true)),
  };
}

// YAML's core schema yields JSON values only, so checking the root is enough.
function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value as JsonObject);
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
