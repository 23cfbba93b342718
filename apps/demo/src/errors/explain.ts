import type { WireError } from "@seedream-clients/web/server";
import type { RunFacts } from "../../server/messages.ts";
import type { Fact } from "../ui/fact-list.tsx";
import type { Words } from "../words/words.ts";

/**
 * Explains an error of a client, thrown or as JSON, or an error of the studio itself.
 *
 * @param client Client of the run that the error ended.
 */
export function explain(error: Error | WireError, words: Words, client?: RunFacts["client"]) {
  const { errors, box, provider } = words;
  const facts: Readonly<Record<string, unknown>> = { ...error };
  const text = (name: string) => (facts[name] === undefined ? undefined : String(facts[name]));
  // The studio stopped during the run. Neither a person nor the provider ended it.
  const name = facts.code === "interrupted" ? "StudioStoppedError" : error.name;
  const isOfStudio = has(errors.studio, name);
  // Fields that support will ask for.
  const asked: readonly Fact[] = [
    [errors.kind, name],
    [errors.status, text("status")],
    [errors.code, text("code")],
    [box.request, text("requestId")],
    [errors.clientRequest, text("clientRequestId")],
  ];

  function charge(): string {
    const id = text("requestId") ?? text("clientRequestId") ?? "none";
    if (facts.charged === "unknown" && client?.live)
      return errors.mayBeCharged({ provider: provider.title(client), id });
    if (facts.charged === "unknown") return errors.mightBeCharged;
    if (name === "InvalidRequestError" && facts.status === undefined) return errors.nothingSent;
    return facts.retryable ? errors.safeToRepeat : errors.notCharged;
  }

  return {
    headline: isOfStudio ? errors.ofStudio : errors.client[has(errors.client, name) ? name : "SeedreamError"],
    /** Message of the error: in the page's own words for errors of the studio, otherwise unchanged. */
    message: isOfStudio ? errors.studio[name] : (text("reason") ?? withoutIds(error.message, text("provider"))),
    charge: charge(),
    mayCost: facts.charged === "unknown" && client?.live === true,
    isCancellation: name === "AbortedError",
    facts: asked,
  };
}

/** Removes the bracket of ids at the end of a message, because the page shows the ids as fields. */
function withoutIds(message: string, provider: string | undefined): string {
  const end = provider === undefined ? -1 : message.lastIndexOf(` [${provider}`);
  return end > 0 ? message.slice(0, end) : message;
}

function has<T extends object>(texts: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(texts, name);
}
