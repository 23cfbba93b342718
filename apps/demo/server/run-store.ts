import type { Job, JobImage, Jobs } from "@seedream-clients/jobs";
import { jobRuns } from "@seedream-clients/web/jobs";
import type { RunStore } from "@seedream-clients/web/server";
import type { ImageFiles } from "./images.ts";

/** The one user of a studio. */
export const USER = "studio";

/** Key of the job that a run is. */
export const keyOf = (id: string) => `web/${USER}/${id}`;

/** Id of the run that a job is. */
export const idOf = ({ key }: Pick<Job, "key">) => key.slice(keyOf("").length);

export const isLive = ({ client }: Pick<Job, "client">) => client.endsWith("-live");

/** Runs as jobs. Who presses a button waits for the answer, and decides about the next try. */
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
