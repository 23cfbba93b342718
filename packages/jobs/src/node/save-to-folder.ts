import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { saveImage } from "@seedream-clients/core/node";
import type { Job, JobImage } from "../job.ts";
import type { SaveImage } from "../performer.ts";

/** Longest name before the index of the image, in characters and in bytes: file systems take 255 bytes in all. */
const longestName = 80;
const mostBytes = 220;

/** Name of a file that is not complete yet. SIGKILL leaves such files behind. */
const partial = /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/;

/** Age from which a partial file counts as left behind, in ms. Writing takes seconds. */
const stale = 60_000;

/**
 * Returns a function that saves images to a folder, which it creates. It removes partial files of killed processes.
 * Files are named after the order of adding, the key of the job and the index of the image. Such names are legal and
 * distinct on every system. If a job of another journal has the name, the submission is added. A JSON file beside the
 * image has the request, the facts of the image and its cost.
 */
export function saveToFolder(folder: string): SaveImage {
  let tidied = 0;
  return async (image, job, facts) => {
    await mkdir(folder, { recursive: true });
    if (Date.now() - tidied > stale) {
      tidied = Date.now();
      // A folder that cannot be listed may still accept files.
      await removePartials(folder).catch(() => {});
    }
    const usual = join(folder, nameOf(job, facts));
    const base = (await isTaken(usual, job)) ? `${usual}-${job.submission?.slice(0, 8)}` : usual;
    const { path, bytes, mediaType } = await saveImage(image, base, { overwrite: true });
    await writeWhole(`${base}.json`, `${JSON.stringify(describe(job, facts), undefined, 2)}\n`);
    return { path, bytes, mediaType };
  };
}

/** Whether another submission has saved an image under a name. That image was paid for, and must not be replaced. */
async function isTaken(base: string, { submission }: Job): Promise<boolean> {
  try {
    const { clientRequestId } = JSON.parse(await readFile(`${base}.json`, "utf8"));
    return clientRequestId !== submission;
  } catch {
    return false;
  }
}

function nameOf({ key, order }: Job, { index }: JobImage): string {
  const readable = key
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "-")
    // Looks back, because a search from each of many dashes would block the process.
    .replace(/^-+|(?<!-)-+$/g, "");
  // The order keeps names distinct on systems that ignore case.
  return `${shorten(`${String(order).padStart(5, "0")}-${readable}`)}-${index}`;
}

function shorten(name: string): string {
  const characters = [...name].slice(0, longestName);
  while (Buffer.byteLength(characters.join("")) > mostBytes) characters.pop();
  return characters.join("");
}

function describe(job: Job, facts: JobImage): object {
  const { key, client, model, request, cost, task, submission, requestId, warnings } = job;
  return { key, client, model, request, image: facts, cost, task, requestId, clientRequestId: submission, warnings };
}

/** Replaces a file as a whole: a reader never sees half of it, even if several processes write at once. */
async function writeWhole(path: string, text: string): Promise<void> {
  const part = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await writeFile(part, text, { flag: "wx", flush: true });
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => {});
    throw cause;
  }
}

async function removePartials(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!partial.test(name)) continue;
    const path = join(folder, name);
    const written = await stat(path).catch(() => undefined);
    if (written && Date.now() - written.mtimeMs > stale) await rm(path, { force: true });
  }
}
