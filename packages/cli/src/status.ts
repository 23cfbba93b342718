import { setTimeout as wait } from "node:timers/promises";
import { type JobsReader, readJobs } from "@seedream-clients/jobs";
import { exitCodes } from "./exit.ts";
import { explained } from "./explained.ts";
import { type JournalOptions, openStore, requireJournal } from "./store.ts";
import { progressLine, summarize } from "./summary.ts";
import type { Terminal } from "./terminal.ts";

/** Options of `seedream batch status`. */
export interface StatusOptions extends JournalOptions {
  readonly watch?: boolean;
}

/** Interval at which --watch reads the journal, in ms. */
const interval = 500;

/** `seedream batch status`: summarises the journal, also while a batch writes it. */
export function showStatus({ watch = false, ...journal }: StatusOptions, terminal: Terminal): Promise<number> {
  requireJournal(journal);
  return explained(async () => {
    const jobs = readJobs(await openStore(journal, true));
    try {
      if (watch) await follow(jobs, terminal);
      await summarize(jobs, terminal);
      return exitCodes.ok;
    } finally {
      await jobs.close();
    }
  });
}

/** Shows progress until every job has ended; on a pipe, a line of JSON for each change. Ctrl-C ends the command. */
async function follow(jobs: JobsReader, terminal: Terminal): Promise<void> {
  const start = Date.now();
  let last = "";
  for (;;) {
    const totals = await jobs.totals();
    const { queued = 0, submitting = 0, waiting = 0, saving = 0 } = totals.states;
    if (queued + submitting + waiting + saving === 0) break;
    const text = JSON.stringify(totals);
    if (terminal.isJson && text !== last) terminal.out(text);
    last = text;
    terminal.status(progressLine(totals, Date.now() - start));
    await wait(interval);
  }
  terminal.status("");
}
