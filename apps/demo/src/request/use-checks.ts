import type { Issue, ModelSpec, Validation } from "@seedream-clients/core";
import { useEffect, useState } from "react";
import type { PageRequest, ProviderName } from "../../server/messages.ts";
import { validate } from "../api.ts";
import { brokenLimit, headOf } from "../references/limits.ts";
import type { Draft, Offer } from "./draft.ts";

/** Issues and warnings of a request, by provider. */
export type Checks = Partial<Record<ProviderName, Pick<Validation, "issues" | "warnings">>>;

/** Pause after the last change before a request is checked, in ms. */
const PAUSE = 200;

/** Checks a request with each client as it changes. Compares files by their keys, so that long ones delay no typing. */
export function useChecks(draft: Draft, request: PageRequest, offers: readonly Offer[]): Checks {
  const [checks, setChecks] = useState<Checks>({});
  const images = draft.references.map(({ key, sides }) => [key, sides]);
  const text = JSON.stringify([{ ...request, images }, draft.isLive, offers.map(({ isOpen }) => isOpen)]);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const checked = await checkAll(draft, request, offers).catch(() => undefined);
      if (checked && isCurrent) setChecks(checked);
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      isCurrent = false;
    };
  }, [text]);
  return checks;
}

/** Checks a request with the clients of several providers. Ignores issues of a prompt that is not written yet. */
export async function checkAll(draft: Draft, request: PageRequest, offers: readonly Offer[]): Promise<Checks> {
  const { images, prompt } = request;
  const short = { ...request, ...(images && { images: images.map(headOf) }) };
  const open = offers.filter(({ isOpen }) => isOpen);
  const checks = open.map(async ({ name, spec }) => {
    const { issues, warnings } = await validate(name, draft.isLive, short);
    const known = issues.filter(({ path }) => path[0] !== "prompt" || prompt.trim() !== "");
    return [name, { issues: [...known, ...fileIssues(draft, spec)], warnings }] as const;
  });
  return Object.fromEntries(await Promise.all(checks));
}

function fileIssues({ references }: Draft, spec: ModelSpec | undefined): Issue[] {
  return references.flatMap((reference, index) => {
    const message = spec?.references && brokenLimit(reference, index + 1, spec.references);
    return message ? [{ path: ["images", index], message, code: "limit" as const }] : [];
  });
}
