import type { Issue, Validation } from "@seedream-clients/core";
import { useEffect, useState } from "react";
import type { PageRequest, ProviderInfo, ProviderName } from "../../server/messages.ts";
import { validate } from "../api.ts";
import { brokenLimit, headOf } from "../references/limits.ts";
import { canSend, type Draft, specOf } from "./draft.ts";

/** What the clients say of a request, by provider. */
export type Checks = Partial<Record<ProviderName, Pick<Validation, "issues" | "warnings">>>;

/** Milliseconds without a change after which a request is checked. */
const PAUSE = 200;

/** Checks a request with the client of each provider as it changes. Nothing is sent to a provider. */
export function useChecks(draft: Draft, request: PageRequest, providers: readonly ProviderInfo[]): Checks {
  const [checks, setChecks] = useState<Checks>({});
  const text = JSON.stringify([request, draft.isLive, draft.references.map(({ sides }) => sides)]);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const checked = await checkAll(draft, request, providers).catch(() => undefined);
      if (checked && isCurrent) setChecks(checked);
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      isCurrent = false;
    };
  }, [text, providers]);
  return checks;
}

/** Checks a request with the clients of several providers. A prompt that is not written yet breaks no rule. */
export async function checkAll(draft: Draft, request: PageRequest, to: readonly ProviderInfo[]): Promise<Checks> {
  const { images, prompt } = request;
  const short = { ...request, ...(images && { images: images.map(headOf) }) };
  const offered = to.filter((provider) => canSend(draft, provider));
  const checks = offered.map(async (provider) => {
    const { issues, warnings } = await validate(provider.name, draft.isLive, short);
    const known = issues.filter(({ path }) => path[0] !== "prompt" || prompt.trim() !== "");
    return [provider.name, { issues: [...known, ...fileIssues(draft, provider)], warnings }] as const;
  });
  return Object.fromEntries(await Promise.all(checks));
}

function fileIssues({ references, model }: Draft, provider: ProviderInfo): Issue[] {
  const limits = specOf(provider, model)?.references;
  return references.flatMap((reference, index) => {
    const message = limits && brokenLimit(reference, index + 1, limits);
    return message ? [{ path: ["images", index], message, code: "limit" as const }] : [];
  });
}
