import ts from "typescript";
import type { Json, JsonObject } from "./json.ts";
import { mapParts } from "./keywords.ts";
import { KNOWN_VALUES } from "./open-strings.ts";

// Leaves room for the indentation of nested types within 120 columns.
const WIDTH = 100;
const DESCRIPTION = "@description ";

/** Shortens the texts of a document to the length of a comment; the spec has the full texts. */
export function shortenTexts(document: JsonObject): JsonObject {
  return mapParts(document, (part) =>
    Object.fromEntries(Object.entries(part).flatMap(([key, value]) => shortened(part, key, value))),
  );
}

function shortened(part: JsonObject, key: string, value: Json): [string, Json][] {
  if (key === "description" && typeof value === "string") return [[key, firstSentence(value)]];
  if (key === "summary" && part.description !== undefined) return [];
  if (key === "example") return isShown(part, value) ? [] : [[key, oneLine(value)]];
  if (key === "examples" && Array.isArray(value))
    return [[key, value.filter((item) => !isShown(part, item)).map(oneLine)]];
  return [[key, value]];
}

/** Returns the first sentence, and each that explains a further value: "`url`: an address. `b64_json`: the file." */
function firstSentence(text: string): string {
  const [paragraph = ""] = text.trim().split(/\n\s*\n/);
  const sentences = paragraph.replace(/\s+/g, " ").split(/(?<=[.!?]) (?=[^a-z])/);
  return sentences.filter((sentence, index) => index === 0 || /^`[^`]+`: /.test(sentence)).join(" ");
}

/** Whether the type or the default of a schema shows this example already. */
function isShown(schema: JsonObject, example: Json): boolean {
  const values = [schema.enum, schema[KNOWN_VALUES]].find(Array.isArray) ?? [];
  return [...values, schema.const, schema.default].includes(example);
}

function oneLine(value: Json): Json {
  return typeof value === "object" ? JSON.stringify(value) : value;
}

/**
 * Rewrites the comments that openapi-typescript attached to a node and its children. A description comes first and
 * without its tag. `@enum` and `@constant` are removed, because the type shows both.
 */
export function tidyComments(node: ts.Node): void {
  const comments = ts.getSyntheticLeadingComments(node) ?? [];
  const kept = comments.map((comment) => ({ ...comment, text: tidy(comment.text) })).filter(({ text }) => text !== "");
  ts.setSyntheticLeadingComments(node, kept);
  ts.forEachChild(node, tidyComments);
}

function tidy(comment: string): string {
  const texts = comment.split("\n").map((line) => line.replace(/^\s*\*\s*/, "").trim());
  const kept = texts.filter((text) => text !== "" && !/^@(enum|constant)\b/.test(text));
  const isDescription = (text: string) => text.startsWith(DESCRIPTION);
  const descriptions = kept.filter(isDescription).flatMap((text) => wrap(text.slice(DESCRIPTION.length)));
  const [first, ...others] = [...descriptions, ...kept.filter((text) => !isDescription(text))];
  if (first === undefined) return "";
  return others.length === 0 ? `* ${first} ` : `*\n${[first, ...others].map((line) => ` * ${line}\n`).join("")} `;
}

function wrap(text: string): string[] {
  const [first = "", ...words] = text.split(" ");
  const lines: string[] = [];
  let line = first;
  for (const word of words) {
    if (line.length + 1 + word.length <= WIDTH) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
