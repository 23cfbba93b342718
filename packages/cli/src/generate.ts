import { join } from "node:path";
import {
  AuthenticationError,
  type GeneratedImage,
  type ImageRequest,
  type ImageResult,
  InvalidRequestError,
  type Issue,
  type SeedreamClient,
  SeedreamError,
  TaskFailedError,
  type Validation,
} from "@seedream-clients/core";
import { uncountedField, unpricedField } from "@seedream-clients/core/client";
import { type SavedImage, saveImage } from "@seedream-clients/core/node";
import { openClient, requireKey } from "./clients.ts";
import { CliError, exitCodes } from "./exit.ts";
import { requireFolder } from "./folder.ts";
import { onInterrupt } from "./interrupt.ts";
import { type ImageFile, keepImage, lineOf } from "./keep-image.ts";
import { unreadLinks } from "./links.ts";
import { downloadFrom } from "./local-download.ts";
import { warnOfModel } from "./model-warning.ts";
import { readPrompt } from "./prompts.ts";
import { readReference, toRequest } from "./request.ts";
import { quoted } from "./shell-words.ts";
import { slugOf } from "./slug.ts";
import { bar, style, type Terminal } from "./terminal.ts";

/** Most names that are tried for one image. */
const mostNames = 50;

/** Options of `seedream validate`, which describe a request. */
export interface PrepareOptions {
  readonly provider: string;
  readonly region?: string;
  readonly model?: string;
  readonly size?: string;
  readonly count?: string;
  readonly image?: readonly string[];
  readonly seed?: string;
  readonly watermark?: boolean;
  readonly format?: string;
  readonly native?: string;
  readonly promptFile?: string;
}

/** Options of `seedream generate`. */
export interface GenerateOptions extends PrepareOptions {
  readonly out: string;
  readonly dryRun?: boolean;
  readonly maxCost?: string;
}

/** `seedream generate`: makes images and saves each as it arrives. Returns the exit code. */
export async function generate(
  argument: string | undefined,
  options: GenerateOptions,
  terminal: Terminal,
): Promise<number> {
  const { client, request, validation } = await prepare(argument, options, terminal);
  refuse(validation.issues);
  checkCost(client, request, validation, options.maxCost);
  if (options.dryRun) return report(validation, terminal);
  requireKey(options.provider);
  await requireFolder(options.out);
  return make(client, request, options, terminal);
}

/** Reads the request of a command line, and validates it with its client. Sends nothing. */
export async function prepare(argument: string | undefined, options: PrepareOptions, terminal: Terminal) {
  const prompt = await readPrompt(argument, options.promptFile, terminal);
  const references = await Promise.all((options.image ?? []).map(readReference));
  const request = toRequest({ ...options, prompt }, references);
  const { provider, region } = options;
  const client = await openClient(provider, { region, download: downloadFrom(provider) });
  warnOfModel(client, options.model, terminal);
  return { client, request, validation: await validated(client, request) };
}

/** Validates a request with its client. A field that is billed at an unknown price makes the cost unknown. */
async function validated(client: SeedreamClient, request: ImageRequest): Promise<Validation> {
  const validation = await client.validate(request);
  return unpricedField(client.models, request) === undefined ? validation : { ...validation, cost: undefined };
}

/** Prints the body of the request, and its highest price. */
function report({ model, size, body, count, cost, warnings }: Validation, terminal: Terminal): number {
  if (terminal.isJson) {
    terminal.out(JSON.stringify({ model, size, body, count, cost, warnings }));
    return exitCodes.ok;
  }
  for (const line of JSON.stringify(body, undefined, 2).split("\n")) terminal.out(line);
  terminal.note(`Nothing was sent. ${priceOf(cost)}`);
  for (const { message } of warnings) terminal.note(style("yellow", `Warning: ${message}`));
  return exitCodes.ok;
}

/** Writes the highest price of a request as text. */
export function priceOf(cost: Validation["cost"]): string {
  return cost ? `At most ${cost.total.amount} ${cost.total.currency}` : "The price is not known";
}

async function make(
  client: SeedreamClient,
  request: Parameters<SeedreamClient["generate"]>[0],
  { out }: GenerateOptions,
  terminal: Terminal,
): Promise<number> {
  const start = Date.now();
  const base = join(out, `${slugOf(request.prompt)}-${stamp(start)}`);
  const saved: ImageFile[] = [];
  const errors: unknown[] = [];
  const links: (string | undefined)[] = [];
  let result: ImageResult | undefined;
  const interrupt = onInterrupt((isFirst) => {
    if (isFirst)
      terminal.note(
        "The submission was sent and may be billed: waiting for its response. Press Ctrl-C again to give up",
      );
  });
  const timer = setInterval(() => show(), 200);
  let state = { status: "submitting", received: 0, expected: request.count ?? 1, fraction: 0 };
  const show = () => {
    const seconds = Math.round((Date.now() - start) / 1000);
    terminal.status(`${bar(state.fraction)}  ${state.received} of ${state.expected}  ${state.status}  ${seconds} s`);
  };
  try {
    for await (const event of client.stream(request, { signal: interrupt.signal })) {
      if (event.type === "progress") state = event;
      if (event.type === "image") {
        const { image, index } = event;
        links.push(image.url);
        const save = () => saveNew(image, `${base}-${index}`, interrupt.signal);
        const kept = await keepImage(image, index, save, terminal);
        if (kept instanceof Error) errors.push(kept);
        else {
          saved.push(kept);
          if (!terminal.isJson) terminal.out(lineOf(kept));
        }
      }
      if (event.type === "image-failed") {
        errors.push(event.error);
        terminal.note(style("red", `Image ${event.index + 1} is missing: ${event.error.message}`));
      }
      if (event.type === "completed") result = event.result;
    }
    const { interrupted } = result ?? {};
    if (interrupted) {
      errors.push(interrupted);
      terminal.note(style("red", interrupted.message));
    }
  } catch (error) {
    errors.push(error);
    terminal.note(style("red", messageOf(error)));
    const advice = adviceFor(error, out, interrupt.signal.aborted);
    if (advice) terminal.note(advice);
  } finally {
    clearInterval(timer);
    terminal.status("");
    interrupt.end();
  }
  for (const link of unreadLinks(errors, links)) terminal.note(`It may be at ${link}`);
  // The command always streams to show progress, so users cannot act on a warning that the provider does not stream.
  const warnings = (result?.warnings ?? []).filter((warning) => warning.feature !== "stream");
  for (const { message } of warnings) terminal.note(style("yellow", `Warning: ${message}`));
  if (terminal.isJson) {
    const { model, cost, usage, requestId, clientRequestId, task } = result ?? {};
    const facts = {
      images: saved,
      errors: errors.map(toJson),
      model,
      cost,
      usage,
      warnings: result?.warnings,
      requestId,
      clientRequestId,
      task,
    };
    terminal.out(JSON.stringify(facts));
  } else if (result?.cost) terminal.note(`About ${result.cost.amount} ${result.cost.currency}`);
  if (interrupt.signal.aborted) return exitCodes.interrupted;
  return exitCodeOf(errors);
}

/** Says how to get images that may have been billed. */
function adviceFor(error: unknown, out: string, isInterrupted: boolean): string | undefined {
  if (!SeedreamError.isInstance(error) || error.charged !== "unknown") return undefined;
  const { task } = error;
  if (task && !TaskFailedError.isInstance(error)) {
    const command = `seedream tasks wait ${quoted(task.id)} --out ${quoted(out)}`;
    return `Task ${task.id} continues and is billed; to save its images: ${command}`;
  }
  if (!isInterrupted) return undefined;
  return "It may have been billed: look up its client request id at the provider before you send it again";
}

/** Saves an image under a free name, because another process may choose the same name in the same second. */
async function saveNew(image: GeneratedImage, base: string, signal: AbortSignal): Promise<SavedImage> {
  for (let number = 1; ; number++) {
    try {
      return await saveImage(image, number === 1 ? base : `${base}-${number}`, { signal });
    } catch (error) {
      if (Object(error).code !== "EEXIST" || number === mostNames) throw error;
    }
  }
}

/** @throws {CliError} for a request that the client would refuse. */
export function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new CliError(issues.map(({ message }) => message).join("; "));
}

/** @throws {CliError} when the request may cost more than `limit`, or its cost is unknown. */
function checkCost(
  { models }: SeedreamClient,
  request: ImageRequest,
  { cost }: Validation,
  limit: string | undefined,
): void {
  if (limit === undefined) return;
  const most = Number(limit);
  if (!(most > 0)) throw new CliError(`--max-cost is "${limit}"; it must be a number above 0`);
  const uncounted = uncountedField(models, request);
  if (uncounted !== undefined) {
    const message = `native has ${uncounted}, which may ask for more images, so --max-cost cannot be guaranteed; leave out one of them`;
    throw new CliError(message, exitCodes.budget);
  }
  if (!cost)
    throw new CliError("The price of this request is not known, so --max-cost cannot be guaranteed", exitCodes.budget);
  const { amount, currency } = cost.total;
  if (amount > most) {
    throw new CliError(
      `It may cost ${amount} ${currency}, more than --max-cost ${most}; nothing was sent`,
      exitCodes.budget,
    );
  }
}

function exitCodeOf(errors: readonly unknown[]): number {
  if (errors.length === 0) return exitCodes.ok;
  if (errors.some((error) => SeedreamError.isInstance(error) && error.charged === "unknown")) return exitCodes.unknown;
  return errors.every(isOwnRefusal) ? exitCodes.usage : exitCodes.failed;
}

/** Whether the client itself refused the request, for example because of an unusable base URL or key. */
function isOwnRefusal(error: unknown): boolean {
  const isRefusal = InvalidRequestError.isInstance(error) || AuthenticationError.isInstance(error);
  return isRefusal && error.status === undefined && error.task === undefined;
}

function stamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Converts an error to JSON. Adds the unreadable response, because it may contain the only copy of a paid image. */
function toJson(error: unknown): unknown {
  if (!SeedreamError.isInstance(error)) return { message: messageOf(error) };
  return { ...error.toJSON(), ...(error.charged === "unknown" && { raw: error.raw }) };
}
