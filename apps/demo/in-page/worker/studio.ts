import { openCore, type StudioCore } from "../../server/core.ts";
import { openOffers } from "../../server/providers.ts";
import { openWireLog } from "../../server/wire-log.ts";
import { openDatabase } from "./database.ts";
import { browserImages } from "./images.ts";
import { browserJournal } from "./journal.ts";

/**
 * Opens the studio of this browser. Every provider is simulated, and runs stay in the browser.
 *
 * @param name Name of the database. Each site of an origin has its own studio.
 */
export async function openStudio(name: string): Promise<StudioCore> {
  await takePlace(name);
  const database = await openDatabase(name);
  const journal = await browserJournal(database);
  const wire = openWireLog(journal);
  const core = await openCore({
    offers: openOffers(() => ({ apiKey: "no-key-needed", dangerouslyAllowBrowser: true }), {}, wire.options),
    journal,
    wire,
    images: browserImages(database),
    keepsTasks: false,
  });
  core.start();
  return core;
}

/** Waits until no other worker runs. A new version of the site starts one, and two would perform the same runs. */
function takePlace(name: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      // Keeps the lock until this worker ends.
      return new Promise(() => {});
    });
  });
}
