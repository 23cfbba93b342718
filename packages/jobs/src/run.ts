import type { Clock } from "@seedream-clients/core";
import type { Job } from "./job.ts";
import type { Claim, Journal } from "./journal.ts";

/** What a run works with. */
export interface RunOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Whether to end when nothing is left that can go on. */
  readonly untilEmpty: boolean;
  readonly claim: () => Promise<Claim>;
  readonly perform: (job: Job, signal: AbortSignal) => Promise<Job>;
}

/** Work on jobs that goes on. */
export interface Run {
  /** Has it look for work again. */
  readonly wake: () => void;
  /** Takes up no further job; `abort` also ends those that are out. */
  readonly stop: (abort: boolean) => void;
  /** Why jobs are left, once it has ended. Rejects when the journal fails. */
  readonly ended: Promise<"budget" | "stop" | undefined>;
}

/** Most jobs that are taken up again at once: those that wait for their task, or to be saved. */
const mostResumed = 64;

/** Times that one run takes a job up again which cannot go on. */
const mostTries = 5;

/** Performs jobs, as many at once as the claims allow. */
export function startRun({ journal, clock, untilEmpty, claim, perform }: RunOptions): Run {
  const active = new Map<string, Promise<void>>();
  const postponed = new Map<string, { readonly due: number; readonly tries: number }>();
  const controller = new AbortController();
  let isStopping = false;
  let failure: { readonly cause: unknown } | undefined;
  let wake = () => {};

  function begin(job: Job): void {
    const tries = postponed.get(job.key)?.tries ?? 0;
    postponed.delete(job.key);
    const work = perform(job, controller.signal)
      .then((after) => {
        const canGoOn = after.state === "waiting" || after.state === "saving";
        if (canGoOn && tries + 1 < mostTries) postponed.set(job.key, { due: after.notBefore, tries: tries + 1 });
      })
      .catch((cause: unknown) => {
        failure ??= { cause };
      })
      .finally(() => {
        active.delete(job.key);
        wake();
      });
    active.set(job.key, work);
  }

  /** Takes up jobs that are past their submission. */
  async function resume(): Promise<void> {
    for (const [key, { due }] of postponed) {
      if (due > clock.now() || active.size >= mostResumed) continue;
      const job = await journal.find(key);
      if (job) begin(job);
    }
  }

  async function loop(): Promise<"budget" | "stop" | undefined> {
    for await (const { key, notBefore } of journal.list(["waiting", "saving"])) {
      postponed.set(key, { due: notBefore, tries: 0 });
    }
    for (;;) {
      if (failure) controller.abort();
      if (isStopping || failure) {
        await Promise.all(active.values());
        if (failure) throw failure.cause;
        return "stop";
      }
      await resume();
      const next = await claim();
      if (next.type === "job") {
        begin(next.job);
        continue;
      }
      const due = [...postponed.values()].map((each) => each.due);
      if (next.type === "wait" && next.at !== undefined) due.push(next.at);
      const isOver = active.size === 0 && due.length === 0;
      if (untilEmpty && isOver) return next.type === "budget" ? "budget" : undefined;
      await pause(Math.min(...due));
    }
  }

  /** Waits until `at`, or until somebody wakes it. */
  function pause(at: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = Number.isFinite(at) ? clock.after(Math.max(0, at - clock.now()), () => wake()) : () => {};
      wake = () => {
        cancel();
        wake = () => {};
        resolve();
      };
      if (isStopping) wake();
    });
  }

  return {
    wake: () => wake(),
    stop(abort) {
      isStopping = true;
      if (abort) controller.abort();
      wake();
    },
    ended: loop(),
  };
}
