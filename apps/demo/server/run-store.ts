import type { Job, JobImage, Jobs } from "@seedream-clients/jobs";
import { jobRuns } from "@seedream-clients/web/jobs";
import type { RunStore } from "@seedream-clients/web/server";
import type { ImageFiles } from "./images.ts";

/** The one user of a studio. */
export const USER = "studio";

/** Returns the key of a run's job. */
export const keyOf = (id: string) => `web/${USER}/${id}`;

/** Returns the id of a job's run. */
export const idOf = ({ key }: Pick<Job, "key">) => key.slice(keyOf("").length);

export const isLive = ({ client }: Pick<Job, "client">) => client.endsWith("-live");

/** Stores runs as jobs. No submission is repeated, because the user waits for its outcome and can send it again. */
export function studioRuns(jobs: Jobs, images: ImageFiles): RunStore {
  const options = { jobs, readSaved: ({ saved }: JobImage) => images.read(String(saved)), retryFor: 0 };
  const live = jobRuns(options);
  // The simulator's links lead to this machine.
  const simulated = jobRuns({ ...options, download: { allowPrivateHosts: true } });
  return {
    ...live,
    interval: 100,
    async image(key, index) {
      const job = await jobs.get(keyOf(key.id));
      return (job && isLive(job) ? live : simulated).image(key, index);
    },
  };
}
