import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import type { ImageEvent, ImageResult } from "./contract.ts";
import type { Message } from "./exchange.ts";

/** Plays the messages of a call into its answer, as the events that the caller sees, to the end of the call. */
export async function* run(
  answer: Answer,
  call: Call,
  messages: AsyncIterable<Message>,
): AsyncGenerator<ImageEvent, void> {
  try {
    yield answer.progress("submitted");
    for await (const message of messages) yield* answer.read(message);
    yield { type: "completed", result: answer.finish() };
  } catch (cause) {
    throw await answer.failure(cause);
  } finally {
    call.end();
  }
}

/**
 * The result of a call, waited for.
 *
 * @throws {SeedreamError} when there is no image at all, or the caller aborted.
 */
export async function conclude(
  answer: Answer,
  events: AsyncIterable<ImageEvent>,
  onEvent: (event: ImageEvent) => void = () => {},
): Promise<ImageResult> {
  try {
    for await (const event of events) {
      onEvent(event);
      if (event.type === "completed" && answer.images.length > 0) return event.result;
    }
  } catch (cause) {
    const error = await answer.failure(cause);
    if (answer.images.length === 0 || error.name === "AbortedError") throw error;
    return answer.result(error);
  }
  throw answer.firstError;
}
