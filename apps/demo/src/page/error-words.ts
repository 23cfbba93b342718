import type { ErrorReport } from "../../server/messages.ts";
import type { Words } from "../words/en.ts";

/** What kind of error it is, in a few words. */
export function headlineOf({ name }: ErrorReport, { errors }: Words): string {
  if (has(errors.client, name)) return errors.client[name];
  return has(errors.studio, name) ? errors.ofStudio : errors.other;
}

/** What happened: the studio's own errors in the words of the page, all others as they come. */
export function messageOf({ name, message }: ErrorReport, { errors }: Words): string {
  return has(errors.studio, name) ? errors.studio[name] : message;
}

/** Whether it was charged, and whether it may be repeated. */
export function chargeOf({ name, status, charged, retryable }: ErrorReport, live: boolean, { errors }: Words): string {
  if (charged === "unknown") return live ? errors.mayBeCharged : errors.mightBeCharged;
  if (name === "InvalidRequestError" && status === undefined) return errors.nothingSent;
  return retryable ? errors.safeToRepeat : errors.notCharged;
}

function has<T extends object>(texts: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(texts, name);
}
