import { openCore, type StudioCore } from "../../server/core.ts";
import { openOffers } from "../../server/providers.ts";
import { openWireLog } from "../../server/wire-log.ts";
import { openDatabase } from "./database.ts";
import { browserImages } from "./images.ts";
import { browserJournal } from "./journal.ts";

/**
 * Opens the studio of this browser: every provider is simulated, and runs are kept here.
 *
 * @param name Of the store: sites of one origin have a studio each.
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

/** Waits until no other worker has the place. A new version of the site brings another one; two would perform the same runs. */
function takePlace(name: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      // Until this worker ends.
      return new Promise(() => {});
    });
  });
}
