import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { CommandError } from "@seedream-clients/command-line";

/** A document that was named by file or URL. */
export interface Source {
  /** As on the command line. */
  readonly name: string;
  readonly text: string;
}

export interface FetchLimits {
  readonly milliseconds: number;
  readonly bytes: number;
}

export const FETCH_LIMITS: FetchLimits = { milliseconds: 30_000, bytes: 8 * 1024 * 1024 };

/** Reads a file, relative to `folder`, or downloads a URL. */
export async function readSource(name: string, folder: string, limits: FetchLimits): Promise<Source> {
  const text = /^https?:\/\//i.test(name) ? await download(name, limits) : await readLocal(name, folder);
  if (/^\s*<(!doctype|html)\b/i.test(text))
    throw new CommandError(
      `${name} is an HTML page; pass an OpenAPI document in YAML, JSON or Markdown. Many documentation pages have one at a URL that ends in .yaml, .json or .md`,
    );
  return { name, text };
}

async function readLocal(name: string, folder: string): Promise<string> {
  const path = isAbsolute(name) ? name : join(folder, name);
  const entry = await stat(path).catch(() => undefined);
  if (!entry)
    throw new CommandError(`${name} does not exist; pass a file, relative to the current folder, or an http(s) URL`);
  if (!entry.isFile())
    throw new CommandError(`${name} is not a file; pass the documents in it, each with its own --from`);
  return readFile(path, "utf8");
}

async function download(url: string, { milliseconds, bytes }: FetchLimits): Promise<string> {
  const signal = AbortSignal.timeout(milliseconds);
  try {
    const response = await fetch(url, {
      signal,
      headers: { accept: "application/yaml, application/json, text/*" },
    });
    if (!response.ok)
      throw new CommandError(
        `${url} returned status ${response.status}; correct the URL, or download the document and pass the file`,
      );
    return await readBody(response, url, bytes);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    if (signal.aborted)
      throw new CommandError(
        `${url} did not respond within ${milliseconds / 1000} s; try again, or download the document and pass the file`,
      );
    throw new CommandError(
      `${url} could not be downloaded (${reasonOf(error)}); check the URL and the network, or download the document and pass the file`,
    );
  }
}

async function readBody(response: Response, url: string, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most)
      throw new CommandError(`${url} is larger than ${most} bytes, the limit for a document; correct the URL`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  return code ?? (cause instanceof Error ? cause.message : error.message);
}
