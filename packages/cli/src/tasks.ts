import { join } from "node:path";
import { createAPIMart } from "@seedream-clients/apimart";
import type { ImageResult } from "@seedream-clients/core";
import { saveImage } from "@seedream-clients/core/node";
import { requireKey } from "./clients.ts";
import { exitCodes } from "./exit.ts";
import { onInterrupt } from "./interrupt.ts";
import { keepImage, lineOf } from "./keep-image.ts";
import { unreadLinks } from "./links.ts";
import { downloadFrom } from "./local-download.ts";
import { quoted } from "./shell-words.ts";
import { bar, style, type Terminal } from "./terminal.ts";

/** `seedream tasks show`, `wait` and `fetch`: follows a task of APIMart by its id, from any process. */
export async function followTask(
  id: string,
  { action, out }: { readonly action: "show" | "wait" | "fetch"; readonly out: string },
  terminal: Terminal,
): Promise<number> {
  requireKey("apimart");
  // The client needs the other fields of a task handle only for messages and time-outs.
  const task = createAPIMart({ download: downloadFrom("apimart") }).task({
    provider: "apimart",
    id,
    model: "",
    count: 1,
    submittedAt: Date.now(),
  });
  const { status, fraction, result, error } = await task.get();
  const isEarly = action === "fetch" && !result;
  if (action === "show" || error || isEarly) {
    const facts = { id, status, fraction, images: result?.images, error: error?.toJSON() };
    terminal.out(
      terminal.isJson
        ? JSON.stringify(facts)
        : `${id} is ${status}${fraction === undefined ? "" : `, ${bar(fraction)}`}`,
    );
    if (error) {
      terminal.note(style("red", error.message));
      for (const link of unreadLinks([error], [])) terminal.note(`It may be at ${link}`);
    } else if (isEarly) terminal.note(`It has no images yet: seedream tasks wait ${quoted(id)}`);
    return error || isEarly ? exitCodes.failed : exitCodes.ok;
  }
  const onProgress = (event: { readonly fraction: number; readonly status: string }) =>
    terminal.status(`${bar(event.fraction)}  ${event.status}`);
  const made = result ?? (await task.wait({ onProgress }).finally(() => terminal.status("")));
  const names = join(out, id.replace(/[^\w-]+/g, "-"));
  return save(made, names, terminal);
}

/** Saves the images of a task, and prints each at once, because the process may end before the next one. */
async function save({ images, interrupted }: ImageResult, names: string, terminal: Terminal): Promise<number> {
  const interrupt = onInterrupt((isFirst) => {
    if (isFirst) terminal.note("The images are paid for: saving them. Press Ctrl-C again to stop");
  });
  const errors: unknown[] = interrupted ? [interrupted] : [];
  if (interrupted) terminal.note(style("red", interrupted.message));
  try {
    for (const outcome of images) {
      const { index } = outcome;
      if (!outcome.ok) {
        terminal.note(style("red", `Image ${index + 1} is missing: ${outcome.error.message}`));
        errors.push(outcome.error);
        continue;
      }
      const options = { overwrite: true, signal: interrupt.signal };
      const write = () => saveImage(outcome.image, `${names}-${index}`, options);
      const kept = await keepImage(outcome.image, index, write, terminal);
      if (kept instanceof Error) errors.push(kept);
      else terminal.out(terminal.isJson ? JSON.stringify(kept) : lineOf(kept));
    }
  } finally {
    interrupt.end();
  }
  const read = images.map((outcome) => (outcome.ok ? outcome.image.url : undefined));
  for (const link of unreadLinks(errors, read)) terminal.note(`It may be at ${link}`);
  if (interrupt.signal.aborted) return exitCodes.interrupted;
  return errors.length === 0 ? exitCodes.ok : exitCodes.failed;
}
