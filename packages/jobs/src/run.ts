import type { Clock } from "@seedream-clients/core";
import type { Interrupt } from "./handover.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { type Job, over } from "./job.ts";
import { JobsError, TakenOverError } from "./jobs-error.ts";
import { type Claim, type Journal, longestPause } from "./journal.ts";
import type { Sharing } from "./store.ts";

/** Options of {@link startRun}. */
export interface RunOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Whether to end when nothing is left that can go on. */
  readonly untilEmpty: boolean;
  readonly interrupt: Interrupt;
  /** Whether this process can take up a job that is past its submission. */
  readonly canResume: (job: Job) => boolean;
  /** Present where other workers share the journal. */
  readonly sharing: Sharing | undefined;
  readonly claim: () => Promise<Claim>;
  readonly perform: (job: Job, signals: Signals) => Promise<Job>;
}

/** Signals that end a job under way, with its run or alone. */
export interface Signals {
  /** Ends the wait for a task, which can be taken up again without harm. */
  readonly stop: AbortSignal;
  /** Ends the submission, which may be billed. */
  readonly abort: AbortSignal;
  /** Ends the saving of images, which stay in the journal. */
  readonly leave: AbortSignal;
}

/** A job under way. */
interface Active {
  readonly work: Promise<void>;
  readonly end: (...signals: readonly (keyof Signals)[]) => void;
}

/** Why a run ended with jobs that are still queued. */
export type Stopped = "budget" | "unsaved" | "stop" | undefined;

/** A run under way. */
export interface Run {
  /** Makes the run look for work again. */
  readonly wake: () => void;
  /** Takes up no further job; `abort` also ends submissions that are out. */
  readonly stop: (abort: boolean) => void;
  /** Sends signals to a job, if this run has it in hand. Resolves when the job is no longer under way. */
  readonly end: (key: string, ...signals: readonly (keyof Signals)[]) => Promise<void>;
  /** Takes up jobs that no worker has in hand. */
  readonly look: () => void;
  /** Resolves to the reason why jobs are left. Rejects when the journal fails, or a provider refuses the account. */
  readonly ended: Promise<Stopped>;
}

/** With so many jobs under way, no further job past its submission is taken up. */
const mostResumed = 64;

/** Most times that one run tries a job that cannot go on. A service has no end, and keeps trying. */
const mostTries = 5;

/** Performs jobs, as many at once as the claims allow. */
export function startRun(options: RunOptions): Run {
  const { journal, clock, untilEmpty, interrupt, canResume, sharing, claim, perform } = options;
  const active = new Map<string, Active>();
  /** Jobs that this run tried often enough. Other workers may still try them. */
  const givenUp = new Set<string>();
  const postponed = new Map<string, { readonly due: number; readonly tries: number }>();
  /** Signals that the run has sent to all its jobs. */
  let stopped: readonly (keyof Signals)[] = [];
  /** The current step of the loop, which begins jobs. */
  let stepping: Promise<unknown> = Promise.resolve();
  const failures: unknown[] = [];
  /** Whether this run lost a job that now may have no worker, for example after a cancellation and a retry. */
  let isLeft = false;
  let isWoken = false;
  let onWake = () => {};

  function wake(): void {
    isWoken = true;
    onWake();
  }

  /** Ends the run, but no submission, because it may be billed, and its outcome may still be recorded. */
  function fail(cause: unknown): void {
    failures.push(cause);
    stop(false);
  }

  function stop(abort: boolean): void {
    if (abort) stopped = ["stop", "abort", "leave"];
    else if (stopped.length === 0) stopped = ["stop"];
    for (const job of active.values()) job.end(...stopped);
    wake();
  }

  function begin(job: Job): void {
    const tries = (postponed.get(job.key)?.tries ?? 0) + 1;
    postponed.delete(job.key);
    const controllers = { stop: new AbortController(), abort: new AbortController(), leave: new AbortController() };
    const { stop, abort, leave } = controllers;
    const end: Active["end"] = (...signals) => {
      for (const signal of signals) controllers[signal].abort();
    };
    end(...stopped);
    // The run was stopped during the claim. The aborted submission is not sent, and leaves the job queued.
    if (stopped.length > 0 && job.state === "submitting") end("abort");
    const work = perform(job, { stop: stop.signal, abort: abort.signal, leave: leave.signal })
      .then(async (after) => {
        if (after.state !== "waiting" && after.state !== "saving") return;
        if (!untilEmpty || tries < mostTries) return postpone(after, tries);
        givenUp.add(after.key);
        await journal.release(after);
      })
      .catch((error: unknown) => {
        if (error instanceof TakenOverError) isLeft = true;
        else fail(error);
      })
      .finally(() => {
        active.delete(job.key);
        wake();
      });
    active.set(job.key, { work, end });
  }

  /** Ends a job. Awaits the current step first, because that step may begin the job. */
  async function end(key: string, ...signals: readonly (keyof Signals)[]): Promise<void> {
    await stepping;
    postponed.delete(key);
    givenUp.delete(key);
    active.get(key)?.end(...signals);
    // The loop may be waiting until the job is due.
    wake();
    await active.get(key)?.work;
  }

  function postpone({ key, notBefore }: Job, tries: number): void {
    // If the clock was set back, `notBefore` would lie far ahead.
    const due = notBefore > journal.now() + longestPause ? 0 : notBefore;
    postponed.set(key, { due, tries });
  }

  /** Takes up jobs that are past their submission. Returns when the next one is due, up to a limit of jobs. */
  async function resume(): Promise<number> {
    let next = Number.POSITIVE_INFINITY;
    // A copy, because a stopped run postpones a job again as soon as it begins.
    for (const [key, { due }] of [...postponed]) {
      if (active.size >= mostResumed || stopped.length > 0) break;
      if (due > journal.now()) {
        next = Math.min(next, due);
        continue;
      }
      const job = await journal.findOwn(key);
      if (job) begin(job);
      else {
        postponed.delete(key);
        isLeft = true;
      }
    }
    return next;
  }

  /** Takes up jobs that other workers have left, and ends jobs that they have cancelled. */
  async function look(): Promise<void> {
    const isKnown = (key: string) => active.has(key) || postponed.has(key) || givenUp.has(key);
    for (const job of await journal.adopt((job) => canResume(job) && !isKnown(job.key))) postpone(job, 0);
    if (sharing && active.size > 0) {
      // Another process may have cancelled them.
      for (const { key, state } of await journal.cancelledOf([...active.keys()])) {
        // A cancelled job that is not over has images from before its cancellation, which are still saved.
        active.get(key)?.end("stop", "abort", ...(over.includes(state) ? (["leave"] as const) : []));
      }
    }
    wake();
  }

  /** Renews the lease of this worker, and takes up the jobs of workers whose lease has ended. */
  async function beat(): Promise<void> {
    if (sharing) await journal.renewLease(interrupt);
    await look();
  }

  /** Begins jobs that can go on. */
  async function step(): Promise<{ readonly resumable: number; readonly next: Claim }> {
    const resumable = await resume();
    if (isLeft) {
      isLeft = false;
      await look();
    }
    const next = await claim();
    if (next.type === "job") begin(next.job);
    return { resumable, next };
  }

  async function work(): Promise<Stopped> {
    await journal.recoverOwn(interrupt);
    await beat();
    let isSure = true;
    while (stopped.length === 0) {
      isWoken = false;
      const going = step();
      stepping = going.catch(() => {});
      const { resumable, next } = await going;
      if (next.type === "job") {
        isSure = false;
        continue;
      }
      const at = next.type === "wait" ? (next.at ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
      const due = Math.min(resumable, at);
      const isOver = active.size === 0 && !Number.isFinite(due);
      if (untilEmpty && isOver && isSure) {
        return next.type === "budget" || next.type === "unsaved" ? next.type : undefined;
      }
      // Checked twice before the end: meanwhile a lease may have ended, or another worker may have left jobs.
      isSure = isOver;
      if (isOver && untilEmpty) await beat();
      else await pause(due);
    }
    return "stop";
  }

  async function loop(): Promise<Stopped> {
    const heartbeat = sharing && startHeartbeat(sharing, { clock, beat, look, fail });
    const reason = await work().catch(fail);
    await Promise.all([...active.values()].map((job) => job.work));
    await heartbeat?.end().then(journal.leave).catch(fail);
    if (failures.length > 0) throw summaryOf(failures);
    return reason ?? undefined;
  }

  /** Waits until `at`, or until `wake()`. */
  function pause(at: number): Promise<void> {
    return new Promise((resolve) => {
      const ms = Math.min(Math.max(0, at - journal.now()), longestPause);
      const cancel = Number.isFinite(at) ? clock.after(ms, wake) : () => {};
      onWake = () => {
        onWake = () => {};
        cancel();
        resolve();
      };
      if (isWoken || stopped.length > 0) onWake();
    });
  }

  return {
    wake,
    stop,
    end,
    look: () => void look().catch(fail),
    ended: loop(),
  };
}

/** Returns the first failure, or all unrecorded arrivals in one error, because the journal does not have them. */
function summaryOf(failures: readonly unknown[]): unknown {
  const lost = failures.filter((failure) => failure instanceof JobsError).filter(({ code }) => code === "unrecorded");
  if (lost.length < 2) return lost[0] ?? failures[0];
  const images = lost.flatMap((failure) => failure.images);
  return new JobsError(lost.map(({ message }) => message).join(". "), "unrecorded", lost[0], images);
}
