import { InvalidRequestError, OutcomeUnknownError, TimeoutError } from "./errors.ts";
import type { Submitted, TaskForm } from "./task-exchange.ts";
import type { Outgoing } from "./transport.ts";

/** How often a submission is repeated whose answer began and could not be used. */
const mostRepeats = 2;

/**
 * Sends a submission under a key of the caller's: the provider knows it again, so that it may be repeated, also when
 * its outcome is not known.
 *
 * @throws {InvalidRequestError} for a key that the provider does not take.
 */
export async function sendUnderKey(
  send: (outgoing: Outgoing) => Promise<Response>,
  read: (response: Response) => Promise<Submitted>,
  outgoing: Outgoing,
  key: string,
  form: Pick<TaskForm, "idempotency">,
): Promise<Submitted> {
  if (!/^[!-~]{1,191}$/.test(key)) {
    throw new InvalidRequestError(`idempotencyKey is "${key}"; it must be 1 to 191 visible ASCII characters`);
  }
  const headers = [...(outgoing.headers ?? []), ...Object.entries(form.idempotency(key))];
  for (let repeats = 0; ; repeats++) {
    const response = await send({ ...outgoing, headers, stakes: "idempotent" });
    try {
      return await read(response);
    } catch (error) {
      if (!OutcomeUnknownError.isInstance(error) || TimeoutError.isInstance(error.cause) || repeats === mostRepeats) {
        throw error;
      }
    }
  }
}
