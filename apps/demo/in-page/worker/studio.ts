import { openCore, type StudioCore } from "../../server/core.ts";
import { openOffers } from "../../server/providers.ts";
import { WireLog } from "../../server/wire-log.ts";
import { openDatabase } from "./database.ts";
import { browserImages } from "./images.ts";
import { browserJournal } from "./journal.ts";

/** Opens the studio of this browser: every provider is simulated, and runs are kept here. */
export async function openStudio(): Promise<StudioCore> {
  const alone = Promise.withResolvers<void>();
  // A new version of the worker begins once the old one has ended: two would perform the same runs.
  void navigator.locks.request("seedream-studio", () => {
    alone.resolve();
    return new Promise(() => {});
  });
  await alone.promise;
  const database = await openDatabase();
  const journal = await browserJournal(database);
  const wire = new WireLog(journal);
  const core = await openCore({
    offers: openOffers(() => ({ apiKey: "simulator", dangerouslyAllowBrowser: true }), {}, wire.options),
    journal,
    wire,
    images: browserImages(database),
    keepsTasks: false,
  });
  core.start();
  return core;
}
