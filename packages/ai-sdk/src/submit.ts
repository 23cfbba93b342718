import {
  type CallOptions,
  type ErrorDetails,
  type GeneratedImage,
  type ImageEvent,
  type ImageRequest,
  type ImageResult,
  type SeedreamClient,
  SeedreamError,
} from "@seedream-clients/core";

/** One image of a submission: the image, or the error in its place. */
export type Outcome =
  | { readonly ok: true; readonly index: number; readonly image: GeneratedImage }
  | {
      readonly ok: false;
      readonly index: number;
      readonly error: unknown;
      /** Images that are missing for this reason, from `index` on. Default: 1. */
      readonly count?: number;
    };

/** Result of a submission. */
export interface Submission {
  /** Number of requested images. */
  readonly asked: number;
  /** In the provider's order. If the response broke off and images are missing, the last outcome has the error. */
  readonly outcomes: readonly Outcome[];
  /** Error of a response that broke off after its last image. */
  readonly brokeOff?: unknown;
  /** Absent when the call threw. */
  readonly result?: ImageResult;
  /** Ids of the call, from its result or its error. */
  readonly ids: Ids;
}

/** Ids for questions to the provider about an image. */
interface Ids {
  readonly requestId?: string | undefined;
  readonly clientRequestId?: string | undefined;
  readonly taskId?: string | undefined;
}

/** Called with the events of a submission. */
export type OnEvent = (event: ImageEvent) => unknown;

/** Sends one request. Never throws, so that the images that arrived before an error are kept as outcomes. */
export async function submit(
  client: SeedreamClient,
  request: ImageRequest,
  options: CallOptions,
  onEvent: OnEvent | undefined,
): Promise<Submission> {
  const { count: asked = 1 } = request;
  const seen: Outcome[] = [];
  try {
    const result = await (onEvent
      ? lastResult(client.stream(request, options), onEvent, seen)
      : client.generate(request, options));
    const { images, interrupted: error } = result;
    const ended = error ? endedBy(error, images, asked) : { outcomes: images, asked };
    return { ...ended, result, ids: idsOf(result) };
  } catch (error) {
    seen.sort((a, b) => a.index - b.index);
    if (!SeedreamError.isInstance(error)) return { ...endedBy(error, seen, asked), ids: {} };
    const made = error.images.map((image, index): Outcome => ({ ok: true, index, image }));
    // Events also have the indexes of images, and the errors of failed images.
    return { ...endedBy(error, seen.length > 0 ? seen : made, asked), ids: idsOf(error) };
  }
}

/** Adds the error as the outcome of all missing images. */
function endedBy(error: unknown, arrived: readonly Outcome[], asked: number): Omit<Submission, "ids"> {
  const count = asked - arrived.length;
  if (count <= 0) return { outcomes: arrived, brokeOff: error, asked };
  const failure: Outcome = { ok: false, index: arrived.length, error, ...(count > 1 && { count }) };
  return { outcomes: [...arrived, failure], asked };
}

function idsOf({
  requestId,
  clientRequestId,
  task,
}: Pick<ErrorDetails, "requestId" | "clientRequestId" | "task">): Ids {
  return { requestId, clientRequestId, taskId: task?.id };
}

async function lastResult(events: AsyncIterable<ImageEvent>, onEvent: OnEvent, seen: Outcome[]): Promise<ImageResult> {
  for await (const event of events) {
    if (event.type === "image") seen.push({ ok: true, index: event.index, image: event.image });
    if (event.type === "image-failed") seen.push({ ok: false, index: event.index, error: event.error });
    notify(onEvent, event);
    if (event.type === "completed") return event.result;
  }
  throw new Error("The stream ended without its last event");
}

/** Calls a callback and ignores its errors and rejections, because they must not lose images that are paid for. */
async function notify(onEvent: OnEvent, event: ImageEvent): Promise<void> {
  try {
    await onEvent(event);
  } catch {}
}
