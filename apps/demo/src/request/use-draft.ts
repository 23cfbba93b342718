import { useEffect, useState } from "react";
import { type Draft, emptyDraft } from "./draft.ts";

/** A cache holds more than the 5 MB of `localStorage`: reference images are part of a draft. */
const CACHE = "studio";
const ADDRESS = "/draft";

/** Milliseconds without a change after which the draft is kept. */
const PAUSE = 250;

/** Fields to change, or what they become of the draft as it is. */
export type DraftChange = Partial<Draft> | ((draft: Draft) => Partial<Draft>);

/** The draft, kept over reloads. `undefined` until it is read. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>();

  useEffect(() => {
    read().then(setDraft, () => setDraft(emptyDraft));
  }, []);

  useEffect(() => {
    if (!draft) return;
    const keep = () => void write(draft).catch(() => {});
    const timer = setTimeout(keep, PAUSE);
    addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", keep);
    };
  }, [draft]);

  const change = (patch: DraftChange) =>
    setDraft((current = emptyDraft) => ({ ...current, ...(typeof patch === "function" ? patch(current) : patch) }));
  return [draft, change, setDraft] as const;
}

async function read(): Promise<Draft> {
  const kept = await (await caches.open(CACHE)).match(ADDRESS);
  return { ...emptyDraft, ...(await kept?.json()) };
}

async function write(draft: Draft): Promise<void> {
  await (await caches.open(CACHE)).put(ADDRESS, Response.json(draft));
}
