import { type JobState, type Jobs, JobsError, mayBeBilled, memoryStore, openJobs } from "@seedream-clients/jobs";
import { checkRows } from "./check-rows.ts";
import { requireKey } from "./clients.ts";
import { counted } from "./counted.ts";
import { CliError, exitCodes } from "./exit.ts";
import { explained, whilePerforming } from "./explained.ts";
import { onInterrupt } from "./interrupt.ts";
import { readRows } from "./rows.ts";
import { nameOf, requireJournal } from "./store.ts";
import { amountsOf, summarize } from "./summary.ts";
import { style, type Terminal } from "./terminal.ts";
import { watch } from "./watch.ts";
import { type BatchOptions, openClients, type RunOptions, readLimits, withJobs, withRunningJobs } from "./with-jobs.ts";

/** Options of `seedream batch run`. */
export interface BatchRunOptions extends RunOptions {
  readonly model?: string;
  readonly size?: string;
  readonly count?: string;
  readonly format?: string;
  readonly encoding?: string;
  readonly dryRun?: boolean;
}

/** States in which a job needs a key, because its provider will be called. */
const active: readonly JobState[] = ["queued", "waiting"];

/** `seedream batch run`: adds the rows of a file, and performs all jobs of the journal. */
export async function runBatch(file: string, options: BatchRunOptions, terminal: Terminal): Promise<number> {
  // Also before a dry run, because it must find all mistakes.
  readLimits(options);
  const rows = await readRows(file, { ...options, prompt: "" }, options.encoding);
  await checkRows(rows, { ...options, file }, terminal);
  const newJobs = rows.map(({ job }) => job);
  if (options.dryRun) return estimate(newJobs, options, terminal);
  for (const { client } of newJobs) requireKey(client);
  return withRunningJobs(options, async (jobs) => {
    const { added, known } = await jobs.add(newJobs);
    const others = known > 0 ? `, ${known} ${known === 1 ? "was" : "were"} there already` : "";
    terminal.note(`${counted(added, "job")} added to ${nameOf(options)}${others}`);
    return perform(jobs, options, terminal);
  });
}

/** `seedream batch resume`: performs the jobs that the journal already has. */
export function resumeBatch(options: RunOptions, terminal: Terminal): Promise<number> {
  requireJournal(options);
  return withRunningJobs(options, (jobs) => perform(jobs, options, terminal));
}

/** `seedream batch reconcile`: settles a job whose outcome is unknown. */
export function reconcile(
  key: string,
  finding: string,
  options: BatchOptions & { readonly url?: readonly string[] },
  terminal: Terminal,
): Promise<number> {
  requireJournal(options);
  if (finding !== "made" && finding !== "not-made") {
    throw new CliError(`"${finding}" is not a finding; write made, or not-made to send the job again`);
  }
  return withJobs(options, async (jobs) => {
    const job = await jobs.reconcile(key, finding === "made" ? { made: true, urls: options.url } : { made: false });
    terminal.out(terminal.isJson ? JSON.stringify(job) : `${job.key} is ${job.state}`);
    return exitCodes.ok;
  });
}

/** `seedream batch cancel`: cancels jobs that are not over, and names those that are or may be billed. */
export function cancel(
  keys: readonly string[],
  options: BatchOptions & { readonly all?: boolean },
  terminal: Terminal,
) {
  requireJournal(options);
  if (keys.length === 0 && !options.all) throw new CliError("Name the jobs to cancel, or pass --all");
  return withJobs(options, async (jobs) => {
    const wanted = [...keys];
    if (options.all) for await (const { key } of jobs.list(["queued"])) wanted.push(key);
    const cancelled = await forEach(wanted, async (key) => {
      const isSaving = (await jobs.get(key))?.state === "saving";
      const { state, task } = isSaving ? await jobs.cancelSaving(key) : await jobs.cancel(key);
      if (isSaving) terminal.note(`${key}: its images are paid for; seedream batch retry and resume save them`);
      else if (task)
        terminal.note(`${key}: task ${task.id} continues and is billed; seedream batch retry waits for it again`);
      else if (state !== "cancelled") terminal.note(`${key} is ${state}: it may have been billed`);
    });
    return told(cancelled, "cancelled", terminal);
  });
}

/** Result of a step for several jobs. */
interface Steps {
  readonly done: number;
  /** Messages about the jobs whose state did not allow the step. */
  readonly refusals: readonly string[];
}

/** Takes a step for each job, and goes on after a job whose state does not allow the step. */
async function forEach(keys: readonly string[], step: (key: string) => Promise<unknown>): Promise<Steps> {
  let done = 0;
  const refusals: string[] = [];
  for (const key of keys) {
    try {
      await step(key);
      done++;
    } catch (error) {
      if (!(error instanceof JobsError && error.code === "state")) throw error;
      refusals.push(error.message);
    }
  }
  return { done, refusals };
}

/** @throws {CliError} that names the jobs whose state did not allow the step. */
function told({ done, refusals }: Steps, what: string, terminal: Terminal): number {
  if (done > 0 || refusals.length === 0) terminal.note(`${counted(done, "job")} ${what}`);
  if (refusals.length === 0) return exitCodes.ok;
  throw new CliError(refusals, done > 0 ? exitCodes.failed : exitCodes.usage);
}

/** `seedream batch retry`: queues jobs again; with --all, every job that failed free of charge. */
export function retry(
  keys: readonly string[],
  options: BatchOptions & { readonly all?: boolean },
  terminal: Terminal,
): Promise<number> {
  requireJournal(options);
  if (keys.length === 0 && !options.all) throw new CliError("Name the jobs to try again, or pass --all");
  return withJobs(options, async (jobs) => {
    const wanted = [...keys];
    if (options.all) {
      for await (const job of jobs.list(["failed"])) if (!mayBeBilled(job)) wanted.push(job.key);
    }
    const queued = await forEach(wanted, (key) => jobs.retry(key));
    return told(queued, "queued again; seedream batch resume makes them", terminal);
  });
}

async function perform(jobs: Jobs, options: RunOptions, terminal: Terminal): Promise<number> {
  for await (const { client } of jobs.list(active)) {
    if (client === "simulator" && options.provider !== client) {
      throw new CliError("The jobs of this folder are for the simulator; pass --provider simulator");
    }
    requireKey(client);
  }
  const interrupt = onInterrupt((isFirst) => {
    terminal.note(
      isFirst
        ? "Stopping: waiting for open submissions, which may be billed. Press Ctrl-C again to give them up"
        : "Giving up: open submissions may be billed. The same command goes on, and pays for nothing twice",
    );
    void jobs.stop({ abort: !isFirst });
  });
  const watching = watch(jobs, terminal);
  try {
    const { stopped, totals } = await whilePerforming(() => runToEnd(jobs, terminal));
    if (stopped === "stop") return exitCodes.interrupted;
    if (stopped === "budget") {
      terminal.note(
        style(
          "yellow",
          `The budget (${options.budget?.join(", ")}) does not cover the remaining jobs; raise it and run again`,
        ),
      );
      return exitCodes.budget;
    }
    if (stopped === "unsaved") {
      terminal.note(
        style("yellow", "Too many images cannot be saved, so no more are made; free some space and run again"),
      );
    }
    if (totals.states.unknown) return exitCodes.unknown;
    const { failed, saving, waiting } = totals.states;
    return stopped || failed || saving || waiting || totals.incomplete ? exitCodes.failed : exitCodes.ok;
  } finally {
    interrupt.end();
    watching.end();
  }
}

/** Performs jobs, then prints a summary of all jobs, also after a failure. */
async function runToEnd(jobs: Jobs, terminal: Terminal) {
  const { stopped } = await jobs.run().catch(async (error: unknown) => {
    terminal.status("");
    // The summary fails too if the journal caused the error.
    await summarize(jobs, terminal).catch(() => {});
    throw error;
  });
  terminal.status("");
  return { stopped, totals: await summarize(jobs, terminal) };
}

/** Prints the highest total price of the rows, which a journal in memory works out. */
async function estimate(rows: Parameters<Jobs["add"]>[0], options: BatchOptions, terminal: Terminal): Promise<number> {
  const clients = await openClients(options);
  const jobs = await openJobs({ store: memoryStore(), clients });
  await explained(() => jobs.add(rows));
  let most: Record<string, number> = {};
  let unknown = 0;
  for await (const { price } of jobs.list()) {
    // A known price has an amount in a currency beside the number of images.
    if (Object.keys(price).length < 2) unknown++;
    for (const [currency, amount] of Object.entries(price))
      most = { ...most, [currency]: (most[currency] ?? 0) + amount };
  }
  const rounded = Object.fromEntries(Object.entries(most).map(([currency, amount]) => [currency, +amount.toFixed(4)]));
  terminal.out(terminal.isJson ? JSON.stringify(rounded) : `At most ${amountsOf(rounded)}`);
  if (unknown > 0) terminal.note(`The cost of ${counted(unknown, "job")} is not known, so the total may be higher`);
  terminal.note("Nothing was sent");
  return exitCodes.ok;
}
