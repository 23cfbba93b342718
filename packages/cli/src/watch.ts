import type { Job, Jobs } from "@seedream-clients/jobs";
import { progressLine } from "./summary.ts";
import type { Terminal } from "./terminal.ts";

/** How often progress is shown, in ms. */
const interval = 250;

/** Shows the progress of jobs that run, and says once that a rate limit holds them back. */
export function watch(jobs: Jobs, terminal: Terminal): { end(): void } {
  let isOver = false;
  let limitedUntil = 0;
  const start = Date.now();
  const follow = async () => {
    for await (const job of jobs.events()) {
      if (isOver) return;
      if (!isLimited(job)) continue;
      if (limitedUntil === 0) {
        terminal.note(
          `${job.client} has too many requests: jobs wait, and go out again. --images-per-minute avoids it`,
        );
      }
      limitedUntil = job.notBefore;
    }
  };
  const show = async () => {
    const totals = await jobs.totals();
    const pause = Math.ceil((limitedUntil - Date.now()) / 1000);
    const limit = pause > 0 ? `  rate limit: ${pause} s` : "";
    if (!isOver) terminal.status(progressLine(totals, Date.now() - start) + limit);
  };
  // What ends the run is thrown by it too.
  follow().catch(() => {});
  const timer = setInterval(() => void show().catch(() => {}), interval);
  return {
    end() {
      isOver = true;
      clearInterval(timer);
      terminal.status("");
    },
  };
}

function isLimited({ state, errors }: Job): boolean {
  return state === "queued" && Object(errors.at(-1)).name === "RateLimitError";
}
