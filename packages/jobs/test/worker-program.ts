/** Adds jobs and performs them, until it is done or killed. Arguments: journal, folder of images, address, jobs. */
import { createArk } from "@seedream-clients/ark";
import { openJobs } from "../src/index.ts";
import { saveToFolder } from "../src/node.ts";
import { sqliteStore } from "../src/sqlite.ts";

const [, , path = "", out = "", baseURL = "", count = "0"] = process.argv;
const jobs = await openJobs({
  store: sqliteStore({ path }),
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
await jobs.run();
await jobs.close();
