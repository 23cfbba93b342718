import { DownloadError, type GeneratedImage } from "@seedream-clients/core";
import { FetchedImage, toBase64 } from "@seedream-clients/core/client";
import { fileOf } from "./arrivals.ts";
import type { Job, JobImage, Json } from "./job.ts";
import { toJson, withoutDelay } from "./job-errors.ts";
import { messageOf } from "./jobs-error.ts";
import type { Journal } from "./journal.ts";
import type { Performer } from "./performer.ts";
import { postpone } from "./postpone.ts";

export async function saveImages(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  const { journal, save } = performer;
  let current = job;
  for (const facts of save ? job.images : []) {
    if (facts.saved !== undefined || facts.error !== undefined) continue;
    try {
      const saving = performer.withSlot(async () => {
        signal.throwIfAborted();
        const image = await openImage(job, facts, performer, signal);
        if (!image) throw new DownloadError("The journal does not have the bytes of the image, which came inline");
        // Aborted inside the slot too, so that a `save` that never returns does not keep the slot.
        return unlessAborted(Promise.resolve(save?.(image, current, facts)), signal);
      });
      const saved = asJson(await unlessAborted(saving, signal));
      current = await mark(current, journal, facts.index, { saved });
    } catch (error) {
      if (signal.aborted) return current;
      if (!DownloadError.isInstance(error) || error.retryable) return postpone(current, performer, error);
      current = await mark(current, journal, facts.index, { error: toJson(error) });
    }
  }
  const isLost = current.images.every(({ error }) => error !== undefined);
  return journal.advance(current, (before) => ({
    state: isLost ? "failed" : "done",
    notBefore: 0,
    errors: isLost ? before.errors : withoutDelay(before),
  }));
}

/** @throws {Error} for a value that JSON, and so the journal, cannot hold. The image is then saved again later. */
function asJson(saved: Json | undefined): Json {
  try {
    return JSON.parse(JSON.stringify(saved) ?? "null");
  } catch (cause) {
    throw new Error(
      `save returned a value that JSON cannot hold (${messageOf(cause)}); return text, numbers, lists or objects`,
    );
  }
}

/** Rejects on abort without waiting for the work: nobody need wait for a `save` that never returns. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

function mark(job: Job, journal: Journal, index: number, patch: Pick<JobImage, "saved"> | Pick<JobImage, "error">) {
  return journal.advance(
    job,
    ({ images }) => ({ images: images.map((image) => (image.index === index ? { ...image, ...patch } : image)) }),
    async (transaction) => {
      // The bytes of an image that `save` refuses for good stay: it is paid for, and `image()` can still read it.
      if ("saved" in patch) await transaction.deleteFile(fileOf(job, index));
    },
  );
}

/**
 * Opens an image from the journal, so that it also works after a crash. Returns `undefined` for an inline image whose
 * bytes the journal does not have, because they were saved or could not be decoded.
 */
export async function openImage(
  job: Job,
  facts: JobImage,
  { journal, clock, download }: Pick<Performer, "journal" | "clock" | "download">,
  leave?: AbortSignal,
): Promise<GeneratedImage | undefined> {
  const bytes = facts.url === undefined ? await journal.readFile(fileOf(job, facts.index)) : undefined;
  if (facts.url === undefined && !bytes) return undefined;
  const { url, mediaType, width, height, expiresAt, layer } = facts;
  const expiry = expiresAt === undefined ? undefined : new Date(expiresAt);
  return new FetchedImage(
    { url, inline: bytes && toBase64(bytes), mediaType, width, height, expiresAt: expiry, layer },
    {
      clock,
      fetch: (input, init) => fetch(input, { ...init, signal: either(init?.signal, leave) }),
      download,
      redact: (outside) => outside,
    },
  );
}

/** Joins the signals, so that a `save` that goes on after `leave` downloads nothing, and so writes nothing. */
function either(signal: AbortSignal | null | undefined, leave: AbortSignal | undefined): AbortSignal | null {
  return signal && leave ? AbortSignal.any([signal, leave]) : (signal ?? leave ?? null);
}
