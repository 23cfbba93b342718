import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { CliError } from "./exit.ts";

/**
 * Creates the folder for the images, before they are paid for.
 *
 * @throws {CliError} when the folder is not writable.
 */
export async function requireFolder(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    await access(out, constants.W_OK);
  } catch (cause) {
    const { code = String(cause) } = Object(cause);
    throw new CliError(`Images cannot be saved to ${out} (${code}); pass another folder with --out`);
  }
}
