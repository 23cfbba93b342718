import {
  type Amounts,
  type Job,
  type JobState,
  type JobsReader,
  lacksImages,
  type Totals,
} from "@seedream-clients/jobs";
import { counted } from "./counted.ts";
import { linksIn } from "./links.ts";
import { bar, type Terminal } from "./terminal.ts";

/** Describes the progress of all jobs in one line. */
export function progressLine({ states, spent }: Totals, ms: number): string {
  const { queued = 0, submitting = 0, waiting = 0, saving = 0, failed = 0, unknown = 0, done = 0 } = states;
  const ended = done + failed + unknown;
  const all = ended + queued + submitting + waiting + saving;
  const trouble = failed + unknown > 0 ? `, ${failed} failed, ${unknown} unknown` : "";
  return `${bar(all === 0 ? 1 : ended / all)}  ${done} of ${all}${trouble}  ${amountsOf(spent)}  ${Math.round(ms / 1000)} s`;
}

/** Totals, with the number of jobs that are done but lack an image. */
export interface Summary extends Totals {
  readonly incomplete: number;
}

/** Prints a summary of all jobs: counts, costs, failures by reason, and each unknown job. */
export async function summarize(jobs: JobsReader, terminal: Terminal): Promise<Summary> {
  const totals = await jobs.totals();
  const reasons = new Map<string, number>();
  const unknown: Unknown[] = [];
  let incomplete = 0;
  for await (const job of jobs.list(["failed", "saving", "done"])) {
    if (lacksImages(job)) incomplete++;
    else if (job.state === "done") continue;
    const reason = [lacks[job.state], reasonOf(job)].filter(Boolean).join(": ") || "failed";
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const summary = { ...totals, incomplete };
  for await (const { key, submission, errors } of jobs.list(["unknown"])) {
    unknown.push({ key, clientRequestId: submission, links: linksIn(errors.map((error) => Object(error).raw)) });
  }
  if (terminal.isJson) {
    terminal.out(JSON.stringify({ ...summary, failures: Object.fromEntries(reasons), unknown }));
    return summary;
  }
  const counts = Object.entries(totals.states).filter(([, count]) => count > 0);
  terminal.out(
    `${counts.map(([state, count]) => `${count} ${state}`).join(", ") || "No jobs"}  ${amountsOf(totals.spent)}`,
  );
  for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) terminal.out(`  ${count} × ${reason}`);
  if (totals.states.failed) terminal.out("  seedream batch retry --all queues those again that were free of charge");
  if (unknown.length === 0) return summary;
  terminal.out("Unknown: these may have been billed. Ask the provider, then settle each with");
  terminal.out("  seedream batch reconcile <key> made|not-made");
  for (const { key, clientRequestId, links } of unknown.slice(0, 20)) {
    terminal.out(`  ${key}  client request ${clientRequestId}`);
    for (const link of links) terminal.out(`    it may be at ${link}`);
  }
  if (unknown.length > 20) terminal.out(`  and ${unknown.length - 20} more: --json lists them all`);
  return summary;
}

/** Failures of jobs whose state does not name a failure. */
const lacks: Readonly<Partial<Record<JobState, string>>> = { saving: "not saved yet", done: "not all images" };

/** A job of unknown outcome, with links of a response that could not be read. */
interface Unknown {
  readonly key: string;
  readonly clientRequestId: string | undefined;
  readonly links: readonly string[];
}

/** Says why a job lacks an image. Returns "" if nothing has failed. */
export function reasonOf({ errors, images }: Job): string {
  // An image that was made but cannot be downloaded has its own error.
  const last = errors.at(-1) ?? images.findLast(({ error }) => error !== undefined)?.error;
  if (last === undefined) return "";
  const { name = "Error", reason, message } = Object(last);
  return `${name}: ${reason ?? String(message).replace(/ \[[^\]]*\]$/, "")}`;
}

/** Writes amounts as text. */
export function amountsOf(spent: Amounts): string {
  const { images = 0, ...money } = spent;
  const parts = Object.entries(money).map(([currency, amount]) => `${+amount.toFixed(4)} ${currency}`);
  return [counted(images, "image"), ...parts].join(", ");
}
