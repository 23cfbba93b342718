import { useEffect, useState } from "react";
import { chosen, keep } from "../choices.ts";
import type { Reference } from "../references/reference.ts";
import { type Draft, emptyDraft } from "./draft.ts";

const PLACE = "draft";

/** Reference images are kept in a cache, because they may exceed the 5 MB of `localStorage`. */
const CACHE = "studio";
const ADDRESS = "/references";

/** Reads the draft of the last visit, or from before a reload. */
export async function readDraft(): Promise<Draft> {
  const references: readonly Reference[] = await readReferences().catch(() => []);
  return { ...emptyDraft, ...JSON.parse(chosen(PLACE) ?? "{}"), references };
}

/** Holds the draft. Keeps each change at once, because a page that is left cannot finish pending work. */
export function useDraft(first: Draft) {
  const [draft, setDraft] = useState(first);

  useEffect(() => keep(PLACE, JSON.stringify({ ...draft, references: undefined })), [draft]);

  useEffect(() => {
    keepReferences(draft.references).catch(() => {});
  }, [draft.references]);

  /** Accepts the fields to change, or a function that returns them for the current draft. */
  const change = (to: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) =>
    setDraft((current) => ({ ...current, ...(typeof to === "function" ? to(current) : to) }));
  return [draft, change] as const;
}

async function readReferences(): Promise<readonly Reference[]> {
  const kept = await (await caches.open(CACHE)).match(ADDRESS);
  return (await kept?.json()) ?? [];
}

async function keepReferences(references: readonly Reference[]): Promise<void> {
  await (await caches.open(CACHE)).put(ADDRESS, Response.json(references));
}
