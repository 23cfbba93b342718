import { join } from "node:path";
import { createAPIMart } from "@seedream-clients/apimart";
import { saveImage } from "@seedream-clients/core/node";
import { requireKey } from "./clients.ts";
import { exitCodes } from "./exit.ts";
import { downloadFrom } from "./local-download.ts";
import { bar, style, type Terminal } from "./terminal.ts";

/** `seedream tasks show`, `wait` and `fetch`: a task of APIMart by its id, from any process. */
export async function followTask(
  id: string,
  { action, out }: { readonly action: "show" | "wait" | "fetch"; readonly out: string },
  terminal: Terminal,
): Promise<number> {
  requireKey("apimart");
  // What a handle says beside the id is for messages and time limits.
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
    if (error) terminal.note(style("red", error.message));
    else if (isEarly) terminal.note(`It has no images yet: seedream tasks wait ${id}`);
    return error || isEarly ? exitCodes.failed : exitCodes.ok;
  }
  const onProgress = (event: { readonly fraction: number; readonly status: string }) =>
    terminal.status(`${bar(event.fraction)}  ${event.status}`);
  const { images } = result ?? (await task.wait({ onProgress }).finally(() => terminal.status("")));
  const files: object[] = [];
  for (const outcome of images) {
    if (!outcome.ok) terminal.note(style("red", `Image ${outcome.index + 1} is missing: ${outcome.error.message}`));
    else
      files.push(
        await saveImage(outcome.image, join(out, `${id.replace(/[^\w-]+/g, "-")}-${outcome.index}`), {
          overwrite: true,
        }),
      );
  }
  for (const file of files) terminal.out(terminal.isJson ? JSON.stringify(file) : Object(file).path);
  return images.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.failed;
}
