import type { Clock } from "@seedream-clients/core";
import type { Interrupt } from "./handover.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { type Job, over } from "./job.ts";
import { JobsError, TakenOverError } from "./jobs-error.ts";
import { type Claim, type Journal, longestPause } from "./journal.ts";
import type { Sharing } from "./store.ts";

/** What a run works with. */
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

/** How a job that is performed is told to end, with its run or by itself. */
export interface Signals {
  /** Ends what may be taken up again without harm: the wait for a task. */
  readonly stop: AbortSignal;
  /** Ends the submission, which may be billed. */
  readonly abort: AbortSignal;
  /** Ends the saving of images, which are in the journal. */
  readonly leave: AbortSignal;
}

/** A job that is performed. */
interface Active {
  readonly work: Promise<void>;
  readonly end: (...signals: readonly (keyof Signals)[]) => void;
}

/** Why a run ended with jobs that are still queued. */
export type Stopped = "budget" | "unsaved" | "stop" | undefined;

/** Work on jobs that goes on. */
export interface Run {
  /** Has it look for work again. */
  readonly wake: () => void;
  /** Takes up no further job; `abort` also ends those that are out. */
  readonly stop: (abort: boolean) => void;
  /** Ends what a job was cancelled in, if this run has it in hand. Resolves when nothing of it is under way. */
  readonly end: (key: string, ...signals: readonly (keyof Signals)[]) => Promise<void>;
  /** Takes up what no worker has in hand. */
  readonly look: () => void;
  /** Why jobs are left, once it has ended. Rejects when the journal fails, or a provider refuses the account. */
  readonly ended: Promise<Stopped>;
}

/** Most jobs that are taken up again at once: those that wait for their task, or to be saved. */
const mostResumed = 64;

/** Times that one run takes a job up again which cannot go on. A service has no end, and goes on trying. */
const mostTries = 5;

/** Performs jobs, as many at once as the claims allow. */
export function startRun(options: RunOptions): Run {
  const { journal, clock, untilEmpty, interrupt, canResume, sharing, claim, perform } = options;
  const active = new Map<string, Active>();
  /** Jobs that this run tried often enough. Others may do better. */
  const givenUp = new Set<string>();
  const postponed = new Map<string, { readonly due: number; readonly tries: number }>();
  /** What ends with the run. */
  let stopped: readonly (keyof Signals)[] = [];
  /** The step of the loop that is going on, in which jobs are begun. */
  let stepping: Promise<unknown> = Promise.resolve();
  const failures: unknown[] = [];
  /** A job that this run had in hand belongs to no worker any more: it was cancelled, and maybe is to go on again. */
  let isLeft = false;
  let isWoken = false;
  let onWake = () => {};

  function wake(): void {
    isWoken = true;
    onWake();
  }

  /** Ends the run, but no submission: what is out may be billed, and may still be recorded. */
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

  /** What is cancelled while it is claimed is begun by the end of the step, and ended then. */
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
    // After a clock that was set back, `notBefore` would lie far ahead.
    const due = notBefore > journal.now() + longestPause ? 0 : notBefore;
    postponed.set(key, { due, tries });
  }

  /** Takes up jobs that are past their submission. Returns when the next one is due; those that must wait for others. */
  async function resume(): Promise<number> {
    let next = Number.POSITIVE_INFINITY;
    // A copy: once the run is stopped, what is begun is postponed again at once.
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

  /** Takes up what other workers have left. */
  async function look(): Promise<void> {
    const isKnown = (key: string) => active.has(key) || postponed.has(key) || givenUp.has(key);
    for (const job of await journal.adopt((job) => canResume(job) && !isKnown(job.key))) postpone(job, 0);
    if (sharing && active.size > 0) {
      // Another process may have cancelled them.
      for (const { key, state } of await journal.cancelledOf([...active.keys()])) {
        // One that is not over yet has images to be saved, which came before it was cancelled.
        active.get(key)?.end("stop", "abort", ...(over.includes(state) ? (["leave"] as const) : []));
      }
    }
    wake();
  }

  /** Renews the lease of this worker, and takes up what those have left whose lease has ended. */
  async function beat(): Promise<void> {
    if (sharing) await journal.renewLease(interrupt);
    await look();
  }

  /** Begins what can go on. */
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
      // The lease of another may have ended since, or it may have left something.
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

  /** Waits until `at`, or until somebody wakes it. */
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

/** The first failure; but all that could not be recorded is said, because the journal cannot say it. */
function summaryOf(failures: readonly unknown[]): unknown {
  const lost = failures.filter((failure) => failure instanceof JobsError).filter(({ code }) => code === "unrecorded");
  if (lost.length < 2) return lost[0] ?? failures[0];
  const images = lost.flatMap((failure) => failure.images);
  return new JobsError(lost.map(({ message }) => message).join(". "), "unrecorded", lost[0], images);
}
