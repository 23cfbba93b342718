import type { ClientOptions } from "@seedream-clients/core";
import {
  arkRefusedAs,
  createTaskClient,
  defineProvider,
  type JsonObject,
  moment,
  number,
  object,
  type PreparedRequest,
  type ProviderEvent,
  readArkMessage,
  readImageFacts,
  readSource,
  type Sendable,
  type TaskClient,
  text,
} from "@seedream-clients/core/client";
import type { components, paths } from "./generated/api.ts";
import { type KnownModel, models, type Region } from "./generated/models.ts";
import { fields } from "./generated/validate.ts";

/** Body of a request to APIMart. */
type WireRequest = components["schemas"]["ImageRequest"];

/** APIMart's fields that have no portable counterpart. */
export interface NativeFields
  extends Sendable<Pick<WireRequest, "background" | "layer_decomposition" | "nsfw_check" | "webhook">> {}

/** Options of {@link createAPIMart}. */
export interface APIMartOptions extends ClientOptions {
  /**
   * How to send reference images given as bytes or `data:` URIs: `"upload"` (the default) uploads them first, as
   * APIMart's newer pages ask; `"inline"` sends them in the request, as its older page documents.
   */
  references?: "upload" | "inline" | undefined;
}

/** Client for Seedream on APIMart. */
export interface APIMartClient extends TaskClient<KnownModel, paths, NativeFields> {}

/** Form of the responses that come with idempotency keys. Source: APIMart's skills repository, November 2026. */
const keyedResponseVersion = "2026-07-27";

const apimart = /* @__PURE__ */ defineProvider<paths, WireRequest, NativeFields>()({
  name: "apimart",
  models,
  fields,
  apiKeyVariable: "APIMART_API_KEY",
  totalTimeout: 600_000,
  wire: { watermark: true, count: true, references: "inline", size: "any" },
  toWire,
  submit: (api, body, init) => api.POST("/v1/images/generations", { body, ...init }),
  fromWire: readTask,
  refusedAs: arkRefusedAs,
  tasks: {
    idsOf: readTaskIds,
    poll: (api, id, init) => api.GET("/v1/tasks/{task_id}", { params: { path: { task_id: id } }, ...init }),
  },
  uploads: {
    // The spec types the file as text; the serialiser sends the form.
    send: (api, form, init) =>
      api.POST("/v1/uploads/images", { body: { file: "" }, bodySerializer: () => form, ...init }),
    linkOf: (response) => text(object(response).url),
  },
  idempotency: (key) => ({ "idempotency-key": key, "x-apimart-response-version": keyedResponseVersion }),
});

/**
 * Creates a client for Seedream on APIMart. Without `apiKey` and `baseURL`, the environment variables `APIMART_API_KEY`
 * and `APIMART_BASE_URL` are read at the first call.
 *
 * @throws {AuthenticationError} when `apiKey` is malformed, and in a web page without `dangerouslyAllowBrowser`.
 * @throws {InvalidRequestError} when `baseURL` is not a web address.
 */
export function createAPIMart({ references = "upload", ...options }: APIMartOptions = {}): APIMartClient {
  const region: Region = "default";
  const { uploads: _, ...inline } = apimart;
  const provider = references === "upload" ? apimart : inline;
  return createTaskClient<KnownModel, paths, WireRequest, NativeFields>(provider, options, region);
}

function toWire(request: PreparedRequest, native?: NativeFields): Sendable<WireRequest> {
  const { references, size, promptOptimization: mode } = request;
  return {
    model: request.model,
    prompt: request.prompt,
    image_urls: references.length > 0 ? references : undefined,
    size: size.aspectRatio ?? (size.tier ? undefined : size.text),
    resolution: size.tier,
    n: request.count,
    optimize_prompt_options: mode && { mode },
    output_format: request.format,
    watermark: request.watermark,
    ...native,
  };
}

/** Finds the ids in the response to a submission, in any of its forms. */
function readTaskIds(submission: unknown): string[] {
  const whole = object(submission);
  const listed = [whole.data].flat().flatMap((entry) => {
    const task = object(entry);
    return readId(task.task_id) ?? readId(task.id) ?? [];
  });
  return listed.length > 0 ? listed : [readId(whole.task_id) ?? []].flat();
}

function readId(id: unknown): string | undefined {
  // A longer number has lost digits, so that it would name another task.
  return text(id) ?? (Number.isSafeInteger(id) ? String(id) : undefined);
}

/** States in lower case, from APIMart's pages and from public code of its clients. */
const runningStates = /^(submitted|pending|queu(ed|ing)|waiting|processing|generating|running|in_?progress)$/;
const doneStates = /^(completed?|success(ful)?|succeed(ed)?|finish(ed)?|done)$/;
const failedStates = /^(fail|failed|failure|error|cancell?ed|expired|rejected|aborted|terminated|timed?_?out)$/;

/** Fields of a task that explain why it failed. */
const explanations = "fail_reason failure_reason error_message error_msg message msg reason detail".split(" ");

/**
 * Reads a poll by its content: a result with images is done, an error in a state that is not running is a failure, and
 * an unknown state is running.
 */
function readTask(message: unknown): ProviderEvent[] {
  const whole = object(message);
  // Some gateways leave out the envelope.
  const { data = whole.result && whole } = whole;
  // A gateway may answer at once, in Ark's form.
  if (Array.isArray(data) && data.some((entry) => object(entry).url || object(entry).b64_json)) {
    return readArkMessage(message);
  }
  const [only, ...others] = [data].flat();
  const task = object(others.length > 0 ? undefined : only);
  const { progress: percent, error, result, created } = task;
  const status = text(task.status) ?? "";
  const state = status.trim().toLowerCase();
  const fraction = number(percent);
  const progress: ProviderEvent = { type: "progress", status, fraction: fraction && fraction / 100 };
  const seen = status ? [progress] : [];
  const images = readImages(object(result));
  const hasImage = images.some(({ type }) => type === "image");
  const isRunning = runningStates.test(state);
  if (failedStates.test(state) || (hasWords(error ?? task.fail_reason) && !hasImage && !isRunning)) {
    const message = explanations.map((name) => task[name]).find(text) ?? `The task is ${status}`;
    return [...seen, ...images, { type: "error", error: { error: text(error) ?? { message, ...object(error) } } }];
  }
  if (doneStates.test(state) || (hasImage && !isRunning)) {
    return [...seen, ...images, { type: "end", createdAt: moment(created), usage: {} }];
  }
  return seen;
}

function hasWords(error: unknown): boolean {
  return Boolean(text(error) ?? Object.keys(object(error)).length);
}

function readImages(result: JsonObject): ProviderEvent[] {
  const files = list(result.images).flatMap((given) => {
    const { url } = object(given);
    const links: unknown[] = Array.isArray(url) && url.length > 0 ? url : [url];
    return links.map((link) => ({ given, link }));
  });
  return files.map(({ given, link }, index) => {
    const image = object(given);
    const { url, inline } = readSource({ url: link, b64_json: image.b64_json });
    if (!url && !inline) return { type: "failure", index, error: given };
    const expiresAt = url ? moment(image.expires_at) : undefined;
    // APIMart's pages do not say whether the lists are beside `images` or in its entry.
    const facts = readImageFacts(factsAt({ ...result, ...image }, index, files.length));
    return { type: "image", index, url, inline, expiresAt, ...facts };
  });
}

/** Finds the facts of one of `count` images in lists with an entry for each. The base image may have no layer. */
function factsAt({ sizes, output_formats, layers }: JsonObject, index: number, count: number): JsonObject {
  const missing = count - list(layers).length;
  const layer = missing === 0 || missing === 1 ? list(layers)[index - missing] : undefined;
  return { size: list(sizes)[index], output_format: list(output_formats)[index], ...object(layer) };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
