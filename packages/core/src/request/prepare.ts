import { findModel, type ModelSpec } from "../contract/catalogue.ts";
import { InvalidRequestError } from "../contract/errors.ts";
import type { CallOptions } from "../contract/options.ts";
import type { ImageRequest } from "../contract/request.ts";
import type { Issue, Warning } from "../contract/result.ts";
import type { PreparedRequest, ProviderFacts } from "../provider.ts";
import type { Connection } from "../transport/connect.ts";
import { anyModel, dropUnsupported, fitToWire } from "./capabilities.ts";
import { checkNumbers } from "./limits.ts";
import { checkFields, foreignFields, typeOf } from "./native-fields.ts";
import { type InlineImage, readInline, toReferences } from "./references.ts";
import { formatList, is, pathText, Report } from "./report.ts";
import { resolveSize } from "./size.ts";

/** A request as it will be sent, once its uploads have links. */
export interface PreparedCall {
  readonly request: PreparedRequest;
  readonly native: object | undefined;
  readonly warnings: readonly Warning[];
  /** References to upload first, by their position. */
  readonly uploads: ReadonlyMap<number, InlineImage>;
}

type PrepareOptions = Pick<CallOptions, "validation" | "streamGroups">;

/**
 * Prepares a request, or refuses it before it costs anything. Sends nothing.
 *
 * @throws {InvalidRequestError} with every issue if `validation` is `"error"`, otherwise with unsendable ones.
 */
export async function prepare(
  connection: Connection,
  asked: ImageRequest<string>,
  { validation = connection.validation, streamGroups = connection.streamGroups }: PrepareOptions,
  isStreaming: boolean,
): Promise<PreparedCall> {
  const { issues, warnings, ...prepared } = await examine(connection, asked, isStreaming, streamGroups);
  // JavaScript callers may pass any mode: only these two let a request pass.
  const isLenient = validation === "warn" || validation === "off";
  const refused = issues.filter(({ code }) => !isLenient || code === "cannot-send");
  if (refused.length > 0)
    throw new InvalidRequestError(refused.map(({ message }) => message).join("; "), {
      provider: connection.provider.name,
    });
  return { ...prepared, warnings: validation === "warn" ? [...issues.map(toWarning), ...warnings] : warnings };
}

/** Finds the issues and warnings of a request, and throws for neither. Sends nothing. */
export async function examine(
  { provider, region, toBody }: Connection,
  asked: ImageRequest<string>,
  isStreaming: boolean,
  streamGroups: boolean,
): Promise<PreparedCall & { readonly issues: readonly Issue[] }> {
  checkTypes(asked, provider.name);
  const {
    model = provider.models.default,
    prompt,
    images = [],
    count = 1,
    watermark = false,
    native,
    ...others
  } = asked;
  const { seed, size: askedSize, output, promptOptimization, ...unknown } = others;
  const spec = findModel(provider.models, model);
  const report = new Report(`${spec?.name ?? model} on ${provider.name}`);
  // JavaScript callers may misspell a field. The request would be paid for without it.
  for (const path of [...Object.keys(unknown).map((field) => [field]), ...unknownWithin(asked)]) {
    report.issue(path, "is not a field of the request", `put fields of ${provider.name} into native`);
  }
  if (!prompt?.trim()) report.issue(["prompt"], "is empty", "describe the image");
  const references = await toReferences(images, spec, report);
  const size = resolveSize(askedSize, spec, report);
  if (references.length === 0 && spec?.size.keywords?.some((keyword) => keyword === size.text)) {
    report.unaccepted(["size"], is(size.text), "it only with at least one reference image");
  }
  checkNumbers({ count, references: references.length, seed }, spec, report);
  const capabilities = spec ?? anyModel(provider.models);
  // generate() streams groups too, so that a dropped connection keeps the images that arrived.
  const stream = capabilities.stream && (isStreaming || (streamGroups && count > 1 && spec !== undefined));
  if (isStreaming && !stream) {
    report.warn("unsupported", "stream", "has no effect", `${report.model} sends its events at the end`);
  }

  const request: PreparedRequest = {
    model: wireId(model, spec, references.length > 0, region, report),
    spec,
    prompt,
    references,
    watermark,
    ...dropUnsupported({ seed, promptOptimization, output }, capabilities, report),
    ...fitToWire({ count, references, size, spec, watermark }, provider, report),
    stream,
  };
  const uploads = new Map(provider.uploads ? inlineOf(references) : []);
  if (native) checkNative(toBody(request, native), native, spec, provider, report);
  return { request, native, uploads, issues: report.issues, warnings: report.warnings };
}

/** Lists the unknown fields of `size` and `output`. */
function unknownWithin({ size, output }: ImageRequest<string>): string[][] {
  const { aspectRatio: _, resolution: __, ...ofSize } = typeof size === "object" ? size : {};
  const { delivery: ___, format: ____, ...ofOutput } = output ?? {};
  return [
    ...Object.keys(ofSize).map((name) => ["size", name]),
    ...Object.keys(ofOutput).map((name) => ["output", name]),
  ];
}

const fieldTypes = /* @__PURE__ */ Object.entries<readonly string[]>({
  model: ["string"],
  prompt: ["string"],
  size: ["string", "object"],
  count: ["number"],
  seed: ["number"],
  watermark: ["boolean"],
  output: ["object"],
  native: ["object"],
});

/** @throws {InvalidRequestError} for a wrong type, which JavaScript callers may pass: it would be sent and paid for. */
function checkTypes(asked: ImageRequest<string>, provider: string): void {
  for (const [field, types] of fieldTypes) {
    const value: unknown = Reflect.get(asked, field);
    if (value === undefined || types.includes(typeOf(value))) continue;
    throw new InvalidRequestError(`${field} ${is(value)}; its type must be ${types.join(" or ")}`, { provider });
  }
}

/** Returns the wire id of a portable name. Any other model is sent unchanged. */
function wireId(model: string, spec: ModelSpec | undefined, isEdit: boolean, region: string, report: Report): string {
  if (spec?.status === "retired") {
    report.warn("advice", "model", `${report.model} was shut down by the provider`, "expect a 404");
  }
  if (spec?.name !== model) return model;
  const ids = (isEdit ? spec.editIds : undefined) ?? spec.ids;
  const [id] = ids[region] ?? ids["*"] ?? [];
  if (!id) {
    const offered = formatList(Object.keys(ids));
    report.issue(["model"], is(model), `it is not offered in region ${region}, but in ${offered}`);
  }
  return id ?? model;
}

function inlineOf(references: readonly string[]): [number, InlineImage][] {
  return references.flatMap((reference, index): [number, InlineImage][] => {
    const inline = readInline(reference);
    return inline ? [[index, inline]] : [];
  });
}

function checkNative(
  body: object,
  native: object,
  spec: ModelSpec | undefined,
  { name, fields, models: { models } }: ProviderFacts,
  report: Report,
): void {
  try {
    JSON.stringify(native);
  } catch (cause) {
    throw new InvalidRequestError(`native cannot be serialised to JSON: ${cause}`, { provider: name, cause });
  }
  for (const message of checkFields(body, fields)) report.issues.push({ path: ["native"], message, code: "native" });
  for (const field of foreignFields(native, spec?.native, models)) {
    const rule = `it accepts ${formatList(spec?.native ?? [])}`;
    report.issue(["native", field], `is not a field of ${report.model}`, rule, "native");
  }
}

function toWarning({ path, message }: Issue): Warning {
  return { type: "limit", feature: pathText(path), message };
}
