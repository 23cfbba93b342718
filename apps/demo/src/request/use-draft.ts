import { useEffect, useState } from "react";
import { chosen, keep } from "../choices.ts";
import type { Reference } from "../references/reference.ts";
import { type Draft, emptyDraft } from "./draft.ts";

const PLACE = "draft";

/** A cache holds more than the 5 MB of `localStorage`: reference images are part of a draft. */
const CACHE = "studio";
const ADDRESS = "/references";

/** Fields to change, or what they become of the draft as it is. */
export type DraftChange = Partial<Draft> | ((draft: Draft) => Partial<Draft>);

/**
 * The draft, kept over reloads. `undefined` until it is read. Each change is kept at once: a page that is left ends
 * whatever it has begun.
 */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>();

  useEffect(() => {
    const begin = (references: readonly Reference[]) =>
      setDraft({ ...emptyDraft, ...JSON.parse(chosen(PLACE) ?? "{}"), references });
    readReferences().then(begin, () => begin([]));
  }, []);

  useEffect(() => {
    if (draft) keep(PLACE, JSON.stringify({ ...draft, references: undefined }));
  }, [draft]);

  const references = draft?.references;
  useEffect(() => {
    if (references) void keepReferences(references).catch(() => {});
  }, [references]);

  const change = (patch: DraftChange) =>
    setDraft((current = emptyDraft) => ({ ...current, ...(typeof patch === "function" ? patch(current) : patch) }));
  return [draft, change, setDraft] as const;
}

async function readReferences(): Promise<readonly Reference[]> {
  const kept = await (await caches.open(CACHE)).match(ADDRESS);
  return (await kept?.json()) ?? [];
}

async function keepReferences(references: readonly Reference[]): Promise<void> {
  await (await caches.open(CACHE)).put(ADDRESS, Response.json(references));
}
