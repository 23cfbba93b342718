/**
 * Adds jobs and performs them, until it is done or killed. Arguments: journal (a file, or the address of a database and
 * a schema, separated by #), folder of images, address of the provider, number of jobs.
 */
import { createArk } from "@seedream-clients/ark";
import { openJobs } from "../src/index.ts";
import { saveToFolder } from "../src/node.ts";
import { openJournal } from "./open-journal.ts";

const [, , journal = "", out = "", baseURL = "", count = "0"] = process.argv;
const jobs = await openJobs({
  store: openJournal(journal),
  clients: { ark: createArk({ apiKey: "ark-0123456789", baseURL }) },
  limits: { ark: { concurrency: 8 } },
  download: { allowPrivateHosts: true },
  save: saveToFolder(out),
});
await jobs.add(
  Array.from({ length: Number(count) }, (_, index) => ({
    key: `job-${index}`,
    client: "ark",
    request: { prompt: `job-${index}` },
  })),
);
process.send?.("at work");
await jobs.run();
await jobs.close();
process.disconnect?.();
