import type { Job, Jobs } from "@seedream-clients/jobs";
import { progressLine } from "./summary.ts";
import type { Terminal } from "./terminal.ts";

/** Interval between updates of the progress, in ms. */
const interval = 250;

/** Shows the progress of running jobs, and says once why queued jobs wait. */
export function watch(jobs: Jobs, terminal: Terminal): { end(): void } {
  let isOver = false;
  let heldUntil = 0;
  const start = Date.now();
  const follow = async () => {
    for await (const job of jobs.events()) {
      if (isOver) return;
      if (job.state !== "queued" || job.notBefore <= Date.now()) continue;
      if (heldUntil === 0) terminal.note(reasonOf(job));
      heldUntil = job.notBefore;
    }
  };
  const show = async () => {
    const totals = await jobs.totals();
    const pause = Math.ceil((heldUntil - Date.now()) / 1000);
    const next = pause > 0 ? `  next try in ${pause} s` : "";
    if (!isOver) terminal.status(progressLine(totals, Date.now() - start) + next);
  };
  void follow();
  const timer = setInterval(() => void show().catch(() => {}), interval);
  return {
    end() {
      isOver = true;
      clearInterval(timer);
      terminal.status("");
    },
  };
}

/** Says why a job waits. */
function reasonOf({ client, errors }: Job): string {
  const { name, message } = Object(errors.at(-1));
  if (name === "RateLimitError") {
    return `${client} limits requests: jobs wait, and are sent again. --images-per-minute avoids this`;
  }
  return `Jobs wait, and are sent again: ${message}`;
}
