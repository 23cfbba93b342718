import { useEffect, useState } from "react";
import { chosen, keep } from "../choices.ts";
import type { Reference } from "../references/reference.ts";
import { type Draft, emptyDraft } from "./draft.ts";

const PLACE = "draft";

/** A cache holds more than the 5 MB of `localStorage`: reference images are part of a draft. */
const CACHE = "studio";
const ADDRESS = "/references";

/** The draft as it was left, by a reload or by the end of the last visit. */
export async function readDraft(): Promise<Draft> {
  const references: readonly Reference[] = await readReferences().catch(() => []);
  return { ...emptyDraft, ...JSON.parse(chosen(PLACE) ?? "{}"), references };
}

/** The draft. Each change is kept at once: a page that is left ends whatever it has begun. */
export function useDraft(first: Draft) {
  const [draft, setDraft] = useState(first);
  const { references } = draft;

  useEffect(() => keep(PLACE, JSON.stringify({ ...draft, references: undefined })), [draft]);

  useEffect(() => {
    keepReferences(references).catch(() => {});
  }, [references]);

  /** Takes the fields to change, or a function from the draft as it is to them. */
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
