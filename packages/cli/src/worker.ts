import type { Job, Jobs } from "@seedream-clients/jobs";
import { hasKey, providers, requireKey } from "./clients.ts";
import { counted } from "./counted.ts";
import { CliError, exitCodes } from "./exit.ts";
import { whilePerforming } from "./explained.ts";
import { onInterrupt } from "./interrupt.ts";
import { nameOf, storeVariable } from "./store.ts";
import { reasonOf } from "./summary.ts";
import type { Terminal } from "./terminal.ts";
import { type RunOptions, withRunningJobs } from "./with-jobs.ts";

/** `seedream worker`: performs the jobs of a shared journal, including jobs added later, until Ctrl-C. */
export async function work(options: RunOptions, terminal: Terminal): Promise<number> {
  if (options.store === undefined) {
    throw new CliError(`A worker needs the address of a shared journal; set ${storeVariable}, or pass --store`);
  }
  // Workers on other hosts perform the jobs of providers whose key this host lacks.
  const names = Object.keys(providers).filter((name) =>
    name === "simulator" ? options.provider === name : hasKey(name),
  );
  if (names.length === 0) requireKey(options.provider);
  return withRunningJobs(
    options,
    async (jobs) => {
      let code: number = exitCodes.ok;
      const interrupt = onInterrupt((isFirst) => {
        terminal.note(
          isFirst
            ? "Stopping: waiting for open submissions, which may be billed. Press Ctrl-C again to give them up"
            : "Giving up: open submissions may be billed. seedream batch status shows their outcome",
        );
        if (!isFirst) code = exitCodes.interrupted;
        void jobs.stop({ abort: !isFirst });
      });
      void tellAll(jobs, terminal);
      const { ended } = jobs.start();
      terminal.note(`Working on ${nameOf(options)} for ${names.join(", ")}. Ctrl-C stops`);
      try {
        await whilePerforming(() => ended);
        return code;
      } finally {
        interrupt.end();
      }
    },
    names,
  );
}

/** Prints the jobs that end, until the journal is closed. */
async function tellAll(jobs: Jobs, terminal: Terminal): Promise<void> {
  for await (const job of jobs.events()) tell(job, terminal);
}

/** Prints a job that has ended. */
function tell(job: Job, terminal: Terminal): void {
  const { key, state, images } = job;
  if (state !== "done" && state !== "failed" && state !== "unknown") return;
  if (terminal.isJson) terminal.out(JSON.stringify(job));
  else {
    const facts = state === "done" ? [counted(images.length, "image")] : [state, reasonOf(job)];
    terminal.out(`${key}: ${facts.filter(Boolean).join(", ")}`);
  }
}
