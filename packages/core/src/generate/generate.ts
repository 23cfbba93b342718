import { ServerError } from "../contract/errors.ts";
import type { TaskOptions } from "../contract/options.ts";
import type { ImageRequest } from "../contract/request.ts";
import type { ImageEvent, ImageResult } from "../contract/result.ts";
import type { TaskHandle } from "../contract/task.ts";
import { toError } from "../errors/to-error.ts";
import type { PreparedRequest, ProviderMessage } from "../provider.ts";
import { type PreparedCall, prepare } from "../request/prepare.ts";
import { toFile } from "../request/references.ts";
import { readBody, readMessages } from "../response/body.ts";
import type { Call } from "../transport/call.ts";
import type { Connection } from "../transport/connect.ts";
import type { StartOptions } from "../transport/transport.ts";
import { ResultCollector } from "./collector.ts";
import { refusesStream } from "./stream-refusal.ts";
import { followTask, refuseKey, runTask } from "./tasks.ts";

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
  options: TaskOptions & StartOptions,
  onInterruption: "throw" | "complete",
): AsyncGenerator<ImageEvent, void> {
  const call = connection.transport.start(options, (work.task ?? work.request)?.count ?? 1);
  const collector = new ResultCollector(call, connection, work.task);
  try {
    let messages: AsyncIterable<ProviderMessage>;
    if (work.task) {
      messages = followTask(connection, work.task, call, { headers: options.headers, pause: 0 });
    } else {
      const prepared = await prepare(connection, work.request, options, work.isStreaming);
      collector.expect(prepared.request, prepared.warnings);
      yield collector.progress();
      messages = await submit(connection, prepared, options, call);
    }
    for await (const message of messages) {
      yield* collector.add(message);
      if (collector.isComplete) break;
    }
    yield* collector.completed();
  } catch (cause) {
    const error = toError(cause, collector.context());
    if (!collector.canComplete(error, onInterruption)) throw error;
    yield* collector.completed(error);
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
  return result;
}

/** Uploads and submits a request. Returns what the provider says, from the response or from polls. */
async function submit(
  connection: Connection,
  prepared: PreparedCall,
  options: TaskOptions,
  call: Call,
): Promise<AsyncIterable<ProviderMessage>> {
  refuseKey(connection, options.idempotencyKey);
  const request = await uploadReferences(connection, prepared, call);
  const { transport, provider, poll } = connection;
  if (poll) return runTask(connection, request, prepared.native, call, options);
  const { headers, maxRetries } = options;
  const settings = { operation: "submit", retry: "never", headers, maxRetries } as const;
  const reply = await transport
    .send(call, settings, connection.submit(request, prepared.native))
    .catch((cause: unknown) => {
      if (!refusesStream(cause, request)) throw cause;
      return transport.send(call, settings, connection.submit({ ...request, stream: false }, prepared.native));
    });
  return readMessages(reply, provider, transport.redact);
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
    const settings = { operation: "upload", retry: "always", baseURL } as const;
    const reply = await transport.send(call, settings, upload(toFile(image, index)));
    const { data, isJson, failure } = await readBody(reply);
    call.signal.throwIfAborted();
    if (!isJson && failure !== undefined) throw uploadError(index, "the connection broke", failure);
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
