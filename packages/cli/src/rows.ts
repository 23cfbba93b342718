import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { NewJob } from "@seedream-clients/jobs";
import { columnFault } from "./columns.ts";
import { readTable, toName } from "./csv.ts";
import { decode } from "./decode.ts";
import { CliError } from "./exit.ts";
import { type RequestOptions, readReference, toRequest } from "./request.ts";
import { slugOf } from "./slug.ts";

/** A cell of a table; in JSON, `images` may be a list. */
type Field = string | readonly string[];

/** A row of a table or a line of JSON, with the line where it begins. */
interface Row {
  readonly line: number;
  readonly fields: Readonly<Record<string, Field>>;
}

/** A job, with the line of its file where it begins. */
export interface BatchRow {
  readonly line: number;
  readonly job: NewJob;
}

/** Media types of reference files, by the ending of their names. A `data:` URI needs a media type. */
const mediaTypes: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".bmp": "image/bmp",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".heic": "image/heic",
  ".heif": "image/heif",
};

/**
 * Reads jobs from a table (CSV) or lines of JSON. A row without a key gets one from its content, so that it is the same
 * job when the file is read again. Equal rows become separate jobs, which are numbered in their order.
 *
 * @throws {CliError} that names file and line.
 */
export async function readRows(
  file: string,
  defaults: RequestOptions & { readonly provider: string },
  encoding?: string,
): Promise<readonly BatchRow[]> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`${file} cannot be read (${cause.code ?? cause.message})`);
  });
  // A workbook is a ZIP file, and begins with these bytes.
  if (bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) {
    throw new CliError(`${file} is an Excel workbook, despite its name; save it as "CSV UTF-8"`);
  }
  const text = decode(bytes, file, encoding).replace(/^\uFEFF/, "");
  if (text.includes("\0")) {
    const guess = text.startsWith("\0") ? "utf-16be" : "utf-16le";
    throw new CliError(`${file} has NUL characters: it may be UTF-16; pass --encoding ${guess}, or save it as UTF-8`);
  }
  const rows = /\.(jsonl|ndjson|json)$/i.test(file) ? readLines(text, file) : readTable(text, file);
  if (rows.length === 0) throw new CliError(`${file} has no rows`);
  const seen = new Map<string, number>();
  const places = new Map<string, { readonly line: number; readonly content: string }>();
  const jobs: BatchRow[] = [];
  for (const { line, fields } of rows) {
    try {
      const job = await toJob(fields, defaults, seen);
      const content = JSON.stringify(job);
      const before = places.get(job.key);
      if (before && before.content !== content) {
        throw new CliError(`the key "${job.key}" is that of line ${before.line}, with another request`);
      }
      places.set(job.key, { line, content });
      jobs.push({ line, job });
    } catch (error) {
      if (error instanceof CliError) throw new CliError(`${file}, line ${line}: ${error.message}`, error.exitCode);
      throw error;
    }
  }
  return jobs;
}

function readLines(text: string, file: string): Row[] {
  // Does not split at Unicode's line separators, because a JSON string may contain them.
  return text.split(/\r?\n/).flatMap((content, index) => {
    if (content.trim() === "") return [];
    const line = index + 1;
    try {
      const value: unknown = JSON.parse(content);
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("it is not an object");
      return [
        {
          line,
          fields: Object.fromEntries(
            Object.entries(value).map(([given, field]) => {
              const name = toName(given);
              return [name, toField(name, field)];
            }),
          ),
        },
      ];
    } catch (error) {
      if (error instanceof CliError) throw new CliError(`${file}, line ${line}: ${error.message}`);
      const reason = error instanceof Error ? error.message : error;
      throw new CliError(
        `${file}, line ${line}: ${reason}. Each line must be one JSON object, such as {"prompt":"a kite"}`,
      );
    }
  });
}

/**
 * Converts a field of JSON to the form of a table, so that both are read alike.
 *
 * @throws {CliError} for a list or an object in place of a text, because an image of its JSON would be billed.
 */
function toField(name: string, field: unknown): Field {
  if (name === "images" && Array.isArray(field)) return field.map((image) => toText(`an entry of ${name}`, image));
  if (name === "native" && Object(field) === field) return JSON.stringify(field);
  return toText(name, field);
}

function toText(name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Object(value) !== value) return String(value);
  throw new CliError(`${name} is ${Array.isArray(value) ? "a list" : "an object"}; it must be a text`);
}

async function toJob(
  fields: Readonly<Record<string, Field>>,
  defaults: RequestOptions & { readonly provider: string },
  seen: Map<string, number>,
): Promise<NewJob> {
  const fault = columnFault(Object.keys(fields));
  if (fault !== undefined) throw new CliError(fault);
  const { prompt = "", images = "", ...others } = fields;
  const given: Partial<Record<string, string>> = Object.fromEntries(
    Object.entries(others).flatMap(([name, field]) => {
      const value = String(field).trim();
      return value === "" ? [] : [[name, value]];
    }),
  );
  const { key, provider = defaults.provider, priority } = given;
  const options = { ...defaults, ...given, prompt: String(prompt) };
  if (options.prompt.trim() === "") throw new CliError("the prompt is empty");
  const links = typeof images === "string" ? images.split(/\s+/).filter(Boolean) : images;
  const references = await Promise.all(links.map(toLink));
  const request = toRequest(options, references);
  if (priority !== undefined && !Number.isFinite(Number(priority))) {
    throw new CliError(`priority is "${priority}"; it must be a number`);
  }
  return {
    key: key ?? keyOf(request.prompt, JSON.stringify([provider, request]), seen),
    client: provider,
    request,
    priority: Number(priority ?? 0),
  };
}

/** Makes a key: the first words of the prompt, and a hash that tells apart rows with the same first words. */
function keyOf(prompt: string, content: string, seen: Map<string, number>): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const key = `${slugOf(prompt)}-${hash}`;
  const number = (seen.get(key) ?? 0) + 1;
  seen.set(key, number);
  return number === 1 ? key : `${key}#${number}`;
}

/** Converts a reference to a link or a `data:` URI, which the journal can store. */
async function toLink(text: string): Promise<string> {
  const reference = await readReference(text);
  if (typeof reference === "string") return reference;
  const mediaType = mediaTypes[extname(text).toLowerCase()];
  if (!mediaType)
    throw new CliError(`the image ${text} does not end in a known format (${Object.keys(mediaTypes).join(", ")})`);
  return `data:${mediaType};base64,${Buffer.from(reference).toString("base64")}`;
}
