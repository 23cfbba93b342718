import type { ErrorReport } from "../../server/messages.ts";
import type { Words } from "../words/words.ts";

/** What kind of error it is, in a few words. */
export function headlineOf({ name }: ErrorReport, { errors }: Words): string {
  if (has(errors.client, name)) return errors.client[name];
  return has(errors.studio, name) ? errors.ofStudio : errors.other;
}

/** What happened: the studio's own errors in the words of the page, all others as they come. */
export function messageOf({ name, message, reason }: ErrorReport, { errors }: Words): string {
  return has(errors.studio, name) ? errors.studio[name] : (reason ?? message);
}

/** Whether it was charged, and whether it may be repeated. */
export function chargeOf(
  { name, status, charged, retryable }: ErrorReport,
  { live, provider }: { readonly live: boolean; readonly provider: string },
  { errors }: Words,
): string {
  if (charged === "unknown") return live ? errors.mayBeCharged(provider) : errors.mightBeCharged;
  if (name === "InvalidRequestError" && status === undefined) return errors.nothingSent;
  return retryable ? errors.safeToRepeat : errors.notCharged;
}

/** What support will ask for, by its name. */
export function factsOf(error: ErrorReport, { errors }: Words): [term: string, value: string][] {
  const { name, status, code, requestId, clientRequestId } = error;
  const facts = [
    [errors.kind, name],
    [errors.status, status],
    [errors.code, code],
    [errors.request, requestId],
    [errors.clientRequest, clientRequestId],
  ] as const;
  return facts.flatMap(([term, value]) => (value === undefined ? [] : [[term, String(value)]]));
}

function has<T extends object>(texts: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(texts, name);
}
