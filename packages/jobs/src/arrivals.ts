import { type GeneratedImage, SeedreamError } from "@seedream-clients/core";
import { toBase64 } from "@seedream-clients/core/client";
import type { Job, JobImage } from "./job.ts";
import { type Kept, linksIn, toJson } from "./job-errors.ts";
import { JobsError, messageOf, TakenOverError } from "./jobs-error.ts";
import type { Performer } from "./performer.ts";
import type { Transaction } from "./store.ts";

export interface Arrived {
  readonly index: number;
  readonly image: GeneratedImage;
}

/** Facts about the images that a patch puts into the journal. */
interface Held {
  /** Links of the job's images, and Base64 of those that came inline now. */
  readonly kept: Kept;
  /** Whether an image cannot be decoded. */
  readonly isDamaged: boolean;
}

/** Returns the images that had arrived before an error. */
export function arrivedBefore(error: unknown): Arrived[] {
  const { images = [] } = SeedreamError.isInstance(error) ? error : {};
  return images.map((image, index) => ({ index, image }));
}

/** Returns the changes of a job whose images arrive. */
export type ArrivalPatch = (job: Job, now: number, held: Held) => Partial<Job>;

interface Opened {
  readonly facts: JobImage;
  readonly image: GeneratedImage;
  /** Bytes of an image that came inline. */
  readonly bytes?: Uint8Array;
}

/** Puts images that arrived into the journal, inline ones with their bytes, and changes their job. */
export async function keep(
  job: Job,
  performer: Performer,
  arrived: readonly Arrived[],
  patch: ArrivalPatch = () => ({}),
  error?: unknown,
): Promise<Job> {
  const opened = await Promise.all(arrived.map(openInline));
  const inline = () => opened.flatMap(({ bytes }) => (bytes ? [toBase64(bytes)] : []));
  const isDamaged = opened.some(({ facts }) => facts.error !== undefined);
  let fresh: readonly Opened[] = [];
  const add = (before: Job, now: number, isLate: boolean) => {
    fresh = opened.filter(({ facts }) => isNew(before.images, facts.index));
    if (isLate && fresh.length === 0 && !isOpen(before)) return undefined;
    const images = [...before.images, ...fresh.map(({ facts }) => facts)];
    const links = images.flatMap(({ url }) => url ?? []);
    return { ...patch(before, now, { kept: () => [...links, ...inline()], isDamaged }), images };
  };
  // New images only: another worker may have saved the known ones and deleted their bytes.
  const writeFiles = async (transaction: Transaction) => {
    for (const { facts, bytes } of fresh) if (bytes) await transaction.writeFile(fileOf(job, facts.index), bytes);
  };
  try {
    return await performer.journal.arrive(job, add, writeFiles);
  } catch (cause) {
    if (cause instanceof TakenOverError) throw cause;
    const places = await Promise.all(opened.map((each) => placeOf(each, job, performer)));
    const images = arrived.map(({ image }) => image);
    const arrivals = [...places, ...linksIn(Object(error).raw)];
    throw unrecorded(job, cause, [...new Set(arrivals)].join(" ") || "no image", error ?? cause, images);
  }
}

/**
 * Runs `write`, which records an arrival that is paid for.
 *
 * @throws {JobsError} `"unrecorded"` when `write` fails. The message has `arrived`, which the journal does not have.
 */
export async function record(job: Job, arrived: string, write: () => Promise<Job>, error?: unknown): Promise<Job> {
  try {
    return await write();
  } catch (cause) {
    if (cause instanceof TakenOverError) throw cause;
    throw unrecorded(job, cause, arrived, error);
  }
}

/** @param error The error that arrived, if the submission ended with one. */
function unrecorded(
  { key }: Job,
  cause: unknown,
  arrived: string,
  error: unknown = cause,
  images: readonly GeneratedImage[] = [],
): JobsError {
  const message = `The journal cannot record job ${JSON.stringify(key)} (${messageOf(cause)}); it is paid for, and what arrived is ${arrived}`;
  return new JobsError(message, "unrecorded", error, images);
}

/** Returns the place of an image that the journal cannot record: its link, or where its inline bytes were saved. */
async function placeOf({ facts, image, bytes }: Opened, job: Job, { save }: Performer): Promise<string> {
  if (facts.url !== undefined) return facts.url;
  if (!save || !bytes) return "inline bytes";
  // Saved here, because the bytes are nowhere else.
  return save(image, job, facts).then(
    (saved) => `inline bytes, saved: ${JSON.stringify(saved)}`,
    (error: unknown) => `inline bytes, which could not be saved either (${messageOf(error)})`,
  );
}

/** Whether the outcome of a submission is still open. */
function isOpen({ state }: Job): boolean {
  return state === "queued" || state === "submitting" || state === "unknown";
}

/** Decodes an image that came inline. If that fails, the image is lost, and its facts have the error. */
async function openInline({ index, image }: Arrived): Promise<Opened> {
  const facts = factsOf({ index, image });
  if (image.url) return { facts, image };
  return image.bytes().then(
    (bytes) => ({ facts, image, bytes }),
    (error: unknown) => ({ facts: { ...facts, error: toJson(error) }, image }),
  );
}

function factsOf({ index, image }: { readonly index: number; readonly image: GeneratedImage }): JobImage {
  const { url, mediaType, width, height, expiresAt, layer } = image;
  return {
    index,
    mediaType,
    ...(url !== undefined && { url }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(layer && { layer }),
  };
}

function isNew(images: readonly JobImage[], index: number): boolean {
  return images.every((image) => image.index !== index);
}

/** Name of the bytes of an image that came inline. */
export const fileOf = ({ key }: Pick<Job, "key">, index: number) => `${key} ${index}`;
