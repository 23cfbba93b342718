import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { CommandError } from "@seedream-clients/command-line";

/** A text that was given by file name or address. */
export interface Source {
  /** As the person gave it. */
  readonly name: string;
  readonly text: string;
}

export interface FetchLimits {
  readonly milliseconds: number;
  readonly bytes: number;
}

export const FETCH_LIMITS: FetchLimits = { milliseconds: 30_000, bytes: 8 * 1024 * 1024 };

/** Reads a file, relative to `folder`, or fetches an address. */
export async function readSource(name: string, folder: string, limits: FetchLimits): Promise<Source> {
  const text = /^https?:\/\//i.test(name) ? await download(name, limits) : await readLocal(name, folder);
  if (/^\s*<(!doctype|html)\b/i.test(text))
    throw new CommandError(
      `${name} is an HTML page, and an OpenAPI document in YAML, JSON or Markdown is needed: give the address of the document itself; pages of documentation often have one that ends in .yaml, .json or .md`,
    );
  return { name, text };
}

async function readLocal(name: string, folder: string): Promise<string> {
  const path = isAbsolute(name) ? name : join(folder, name);
  const entry = await stat(path).catch(() => undefined);
  if (!entry)
    throw new CommandError(
      `${name} does not exist: give a file, relative to the current folder, or an http(s) address`,
    );
  if (!entry.isFile())
    throw new CommandError(`${name} is not a file: name the documents in it, each with its own --from`);
  return readFile(path, "utf8");
}

async function download(address: string, { milliseconds, bytes }: FetchLimits): Promise<string> {
  const signal = AbortSignal.timeout(milliseconds);
  try {
    const response = await fetch(address, {
      signal,
      headers: { accept: "application/yaml, application/json, text/*" },
    });
    if (!response.ok)
      throw new CommandError(
        `${address} was answered with ${response.status}, not 200: correct the address, or save the document and give the file`,
      );
    return await readBody(response, address, bytes);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    if (signal.aborted)
      throw new CommandError(
        `${address} did not answer within ${milliseconds / 1000} seconds: try again, or save the document and give the file`,
      );
    throw new CommandError(
      `${address} could not be fetched (${reasonOf(error)}): check the address and the network, or save the document and give the file`,
    );
  }
}

async function readBody(response: Response, address: string, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most)
      throw new CommandError(
        `${address} is larger than ${most} bytes, more than any OpenAPI document: correct the address`,
      );
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
