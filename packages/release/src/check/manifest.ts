import { type Message, publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Tarball } from "./tarball.ts";

/** `browser` with `false` leaves a file out of bundles. The `exports` that publint suggests cannot do this. */
const IGNORED: readonly Message["code"][] = ["USE_EXPORTS_OR_IMPORTS_BROWSER"];

/** Returns publint's messages about package.json and the files it names, suggestions included. */
export async function checkManifest({ data }: Tarball): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: data.buffer }, strict: true });
  return messages
    .filter(({ code }) => !IGNORED.includes(code))
    .map((message) => `${message.type}: ${formatMessage(message, pkg, { color: false }) ?? message.code}`);
}
