import { findModel } from "../contract/catalogue.ts";
import { InvalidRequestError, ServerError } from "../contract/errors.ts";
import type { TaskOptions } from "../contract/options.ts";
import type { ImageRequest } from "../contract/request.ts";
import type { ImageEvent, ImageResult } from "../contract/result.ts";
import type { TaskHandle } from "../contract/task.ts";
import { reading, toError } from "../errors/to-error.ts";
import type { PreparedRequest, ProviderFacts, ProviderMessage } from "../provider.ts";
import { type PreparedCall, prepare } from "../request/prepare.ts";
import { mostImages } from "../request/price.ts";
import { toFile } from "../request/references.ts";
import { readBody } from "../response/body.ts";
import type { Call } from "../transport/call.ts";
import type { Connection } from "../transport/connect.ts";
import type { StartOptions } from "../transport/transport.ts";
import { ResultCollector } from "./collector.ts";
import type { submitOnce } from "./submit.ts";
import type { followTask, runTask } from "./tasks.ts";

/**
 * A call to make: a request to submit, or a task to wait for. Each brings its own function, so that bundlers leave the
 * code of tasks out of clients without them.
 */
export type Work =
  | {
      readonly request: ImageRequest<string>;
      readonly isStreaming: boolean;
      readonly submit: typeof submitOnce | typeof runTask;
      readonly task?: never;
    }
  | { readonly task: TaskHandle; readonly follow: typeof followTask; readonly request?: never };

/**
 * The story of a call, from the request to the last event.
 *
 * @param onInterruption How a call ends that fails after the first image. `"throw"` is for `stream()`: its caller has
 * the images. `"complete"` is for `generate()` and `task.wait()`: their result says `interrupted`.
 * @throws {SeedreamError} and nothing else.
 */
export async function* generateEvents(
  connection: Connection,
  work: Work,
  options: TaskOptions & StartOptions,
  onInterruption: "throw" | "complete",
): AsyncGenerator<ImageEvent, void> {
  const { transport, provider } = connection;
  const call = reading(provider.name, () => transport.start(options, countOf(work, provider)));
  const collector = new ResultCollector(call, connection, work.task);
  try {
    let messages: AsyncIterable<ProviderMessage>;
    if (work.task) {
      messages = work.follow(connection, work.task, call, { headers: options.headers, pause: 0 });
    } else {
      const prepared = await prepare(connection, work.request, options, work.isStreaming);
      collector.expect(prepared.request, prepared.warnings);
      yield collector.progress();
      refuseKey(connection, options.idempotencyKey);
      const request = await uploadReferences(connection, prepared, call, options);
      messages = await work.submit(connection, request, prepared.native, call, options);
    }
    for await (const message of messages) {
      // A loop, because `yield*` over a synchronous generator adds promises for each event.
      for (const event of collector.add(message)) yield event;
      if (collector.isComplete) break;
    }
    for (const event of collector.completed()) yield event;
  } catch (cause) {
    const error = toError(cause, collector.context());
    if (!collector.canComplete(error, onInterruption)) throw error;
    for (const event of collector.completed(error)) yield event;
  } finally {
    call.end();
  }
}

/** Returns the most images of a call: its time-out grows with them. */
function countOf({ task, request }: Work, { models }: ProviderFacts): unknown {
  return task ? task.count : mostImages(findModel(models, request.model ?? models.default), request);
}

/**
 * Returns the result of a call.
 *
 * @throws {SeedreamError} when there is no image at all, or the caller aborted.
 */
export async function resultOf(
  events: AsyncIterable<ImageEvent>,
  onEvent: (event: ImageEvent) => void = () => {},
): Promise<ImageResult> {
  let result: ImageResult | undefined;
  for await (const event of events) {
    onEvent(event);
    if (event.type === "completed") result = event.result;
  }
  if (!result) throw new Error("it ended before its last event");
  return result;
}

/**
 * @throws {InvalidRequestError} for a key that the provider does not accept. If the key were ignored, a repeat
 * would pay twice.
 */
function refuseKey({ provider: { name, idempotency } }: Connection, key: string | undefined): void {
  if (key === undefined || (idempotency && /^[!-~]{1,191}$/.test(key))) return;
  const rule = idempotency ? "it must be 1 to 191 visible ASCII characters" : `${name} accepts no keys; leave it out`;
  throw new InvalidRequestError(`idempotencyKey is "${key}"; ${rule}`, { provider: name });
}

/** Replaces inline references by the links of their uploads. Sequential, so that a failure leaves no upload running. */
async function uploadReferences(
  { provider, transport, upload }: Connection,
  { request, uploads }: PreparedCall,
  call: Call,
  { headers, maxRetries }: TaskOptions,
): Promise<PreparedRequest> {
  if (!upload || !provider.uploads) return request;
  const { baseURL, linkOf } = provider.uploads;
  const references = [...request.references];
  for (const [index, image] of uploads) {
    const settings = { operation: "upload", retry: "always", baseURL, headers, maxRetries } as const;
    const reply = await transport.send(call, settings, upload(toFile(image, index)));
    const { data, isJson, failure } = await readBody(reply);
    call.signal.throwIfAborted();
    if (!isJson && failure !== undefined) throw uploadError(index, "the connection broke", failure);
    const link = linkOf(data) ?? "";
    // Without the link, the submission would be paid for and lack the reference.
    if (!/^https?:/i.test(link))
      throw uploadError(index, `no link in ${transport.redact(JSON.stringify(data)).slice(0, 60)}`);
    references[index] = link;
  }
  return { ...request, references };
}

function uploadError(index: number, reason: string, cause?: unknown): ServerError {
  const message = `images[${index}] could not be uploaded, and nothing was submitted: ${reason}`;
  return new ServerError(message, { retryable: true, cause });
}
