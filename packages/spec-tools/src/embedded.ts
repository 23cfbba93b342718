import { isObject, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { ProblemsError } from "@seedream-clients/codegen/src/problem.ts";
import { CommandError } from "@seedream-clients/command-line";
import type { Source } from "./source.ts";
import { parseDocument } from "./specs.ts";

// Code in a list is indented.
const FENCE = /^( *)(`{3,}|~{3,})[ \t]*(\S*)/;

/** Returns the OpenAPI documents of a source: the source itself, or the code blocks of a Markdown page. */
export function documentsIn(provider: string, { name, text }: Source): JsonObject[] {
  const blocks = fencedBlocks(name, text).filter(isOpenApi);
  const texts = blocks.length > 0 ? blocks : [text];
  if (blocks.length === 0 && !isOpenApi(text))
    throw new CommandError(
      `${name} has no OpenAPI document; pass a YAML or JSON document that begins with openapi: 3, or a Markdown page with one in a code block`,
    );
  return texts.map((part) => requireOpenApi(name, parsePart(provider, name, part)));
}

function parsePart(provider: string, name: string, text: string): JsonObject {
  try {
    return parseDocument(provider, name, text);
  } catch (error) {
    const [reason] = error instanceof ProblemsError ? error.message.split(" — ") : [];
    if (!reason?.includes("points outside this document")) throw error;
    throw new CommandError(`${reason} — bundle it into one file first: npx redocly bundle`);
  }
}

// Empty lines before each block keep the line numbers of the page in messages.
function fencedBlocks(name: string, text: string): string[] {
  const blocks: string[] = [];
  let [fence, indent, start, block] = ["", "", 0, [] as string[]];
  const end = () => `${"\n".repeat(start)}${block.join("\n")}\n`;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, spaces = "", mark] = FENCE.exec(line) ?? [];
    if (fence === "" && mark !== undefined) [fence, indent, start, block] = [mark, spaces, index + 1, []];
    else if (fence !== "" && mark !== undefined && line.trim() === mark && mark.startsWith(fence)) {
      blocks.push(end());
      fence = "";
    } else if (fence !== "") block.push(line.startsWith(indent) ? line.slice(indent.length) : line);
  }
  if (fence !== "" && isOpenApi(end()))
    throw new CommandError(`${name}:${start}: the code block does not end, so the page is cut off; download it again`);
  return blocks;
}

function isOpenApi(text: string): boolean {
  return /^(openapi|swagger|"openapi"|"swagger"):/m.test(text) || /^\s*\{[\s\S]*"(openapi|swagger)"\s*:/.test(text);
}

function requireOpenApi(name: string, document: JsonObject): JsonObject {
  const { openapi, swagger, paths } = document;
  if (typeof openapi !== "string" || !/^3\.[012]\b/.test(openapi))
    throw new CommandError(
      `${name} is ${openapi === undefined ? `Swagger ${swagger}` : `OpenAPI ${openapi}`}, but only 3.0 to 3.2 are supported: convert it first`,
    );
  if (!isObject(paths) || Object.keys(paths).length === 0)
    throw new CommandError(`${name} has no operations; pass the document of the operation`);
  return document;
}
