import { ServerError } from "../contract/errors.ts";
import type { TaskOptions } from "../contract/options.ts";
import type { ImageRequest } from "../contract/request.ts";
import type { ImageEvent, ImageResult } from "../contract/result.ts";
import type { TaskHandle } from "../contract/task.ts";
import { RequestFailure } from "../errors/failure.ts";
import { toError } from "../errors/to-error.ts";
import type { PreparedRequest, ProviderMessage } from "../provider.ts";
import { type PreparedCall, prepare } from "../request/prepare.ts";
import { toFile } from "../request/references.ts";
import { type Reply, readBody, readParts, toMessage } from "../response/body.ts";
import type { Call } from "../transport/call.ts";
import type { Connection } from "../transport/connect.ts";
import { ResultCollector } from "./collector.ts";
import { followTask, refuseKey, runTask, taskExpectation } from "./tasks.ts";

/** A call to make: a request to submit, or a task to wait for. */
export type Work =
  | { readonly request: ImageRequest; readonly isStreaming: boolean; readonly task?: never }
  | { readonly task: TaskHandle; readonly request?: never };

/**
 * The story of a call, from the request to the last event.
 *
 * @param onInterruption What a failure after the first image does: `"throw"` for `stream()`, whose caller has the
 * images; `"complete"` for `generate()` and `task.wait()`, whose result says `interrupted`.
 * @throws {SeedreamError} and nothing else.
 */
export async function* generateEvents(
  connection: Connection,
  work: Work,
  options: TaskOptions,
  onInterruption: "throw" | "complete",
): AsyncGenerator<ImageEvent, void> {
  const call = connection.transport.start(options, (work.task ?? work.request).count ?? 1);
  const collector = new ResultCollector(call, connection, work.task);
  try {
    for await (const message of messagesOf(connection, work, options, call, collector)) {
      for (const event of collector.add(message)) yield event;
      if (collector.isComplete) break;
    }
    yield collector.completed();
  } catch (cause) {
    const error = toError(cause, collector.context());
    if (!collector.canComplete(error, onInterruption)) throw error;
    yield collector.completed(error);
  } finally {
    call.end();
  }
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
  if (!result) throw new Error("The call ended without a last event");
  const failures = result.images.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  const [first] = failures;
  if (first && failures.length === result.images.length) throw first;
  return result;
}

/** Yields what the provider says: refuses before paying, uploads, submits, then reads the response or polls. */
async function* messagesOf(
  connection: Connection,
  work: Work,
  options: TaskOptions,
  call: Call,
  collector: ResultCollector,
): AsyncGenerator<ProviderMessage, void> {
  if (work.task) {
    call.submission = "accepted";
    collector.expect(taskExpectation(connection, work.task), []);
    return yield* followTask(connection, work.task, call, 0);
  }
  const validation = options.validation ?? connection.validation;
  const prepared = await prepare(connection, work.request, validation, work.isStreaming);
  collector.expect(prepared.request, prepared.warnings);
  yield { events: [{ type: "progress", status: "submitted" }] };
  const request = await uploadReferences(connection, prepared, call);
  if (connection.poll) return yield* runTask(connection, request, prepared.native, call, options);
  const reply = await submit(connection, request, prepared.native, call, options);
  yield { events: [], requestId: reply.requestId };
  for await (const part of readParts(reply)) {
    if (part.data === "[DONE]") return;
    yield toMessage(part, connection.provider, connection.transport.redact);
  }
}

/** Submits to a provider that makes the images in its response. */
async function submit(
  connection: Connection,
  request: PreparedRequest,
  native: object | undefined,
  call: Call,
  { headers, maxRetries, idempotencyKey }: TaskOptions,
): Promise<Reply> {
  refuseKey(connection, idempotencyKey);
  const settings = { retry: "never", headers, maxRetries } as const;
  try {
    return await connection.transport.send(call, settings, connection.submit(request, native));
  } catch (cause) {
    // A gateway that refuses `stream` has made nothing.
    const refusal = cause instanceof RequestFailure ? cause.refusal : undefined;
    if (!request.stream || refusal?.status !== 400 || !/\bstream/i.test(refusal.reason ?? "")) throw cause;
    return connection.transport.send(call, settings, connection.submit({ ...request, stream: false }, native));
  }
}

/** Uploads inline references, one after the other so that a failure leaves none running, and puts their links in. */
async function uploadReferences(
  { provider, transport, upload }: Connection,
  { request, uploads }: PreparedCall,
  call: Call,
): Promise<PreparedRequest> {
  if (!upload || !provider.uploads || uploads.size === 0) return request;
  const { baseURL, linkOf } = provider.uploads;
  const references = [...request.references];
  for (const [index, image] of uploads) {
    const reply = await transport.send(call, { retry: "always", baseURL }, upload(toFile(image, index)));
    const { data } = await readBody(reply).catch((cause: unknown) => {
      call.signal.throwIfAborted();
      throw uploadError(index, "the connection broke", cause);
    });
    const link = linkOf(data);
    if (!link) throw uploadError(index, `no link in ${transport.redact(JSON.stringify(data)).slice(0, 60)}`);
    references[index] = link;
  }
  return { ...request, references };
}

function uploadError(index: number, reason: string, cause?: unknown): ServerError {
  const message = `images[${index}] could not be uploaded, and nothing was submitted: ${reason}`;
  return new ServerError(message, { retryable: true, cause });
}
