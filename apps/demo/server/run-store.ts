import type { Job, Jobs } from "@seedream-clients/jobs";
import { type JobRunsOptions, jobRuns } from "@seedream-clients/web/jobs";
import type { RunEvent, RunReading, RunStore } from "@seedream-clients/web/server";
import type { Calls } from "./calls.ts";
import type { Sidecar } from "./sidecar.ts";

/** The one user of a studio. */
export const USER = "studio";

/** Key of the job that a run is. */
export const keyOf = (id: string) => `web/${USER}/${id}`;

/** Id of the run that a job is. */
export const idOf = ({ key }: Pick<Job, "key">) => key.slice(keyOf("").length);

/** Room for the fractions of a task between two events of a run. */
const STEPS = 1000;

interface Parts {
  readonly jobs: Jobs;
  readonly calls: Calls;
  readonly sidecar: Sidecar;
  readonly readSaved: NonNullable<JobRunsOptions["readSaved"]>;
}

/**
 * Runs as jobs, each with what a person at a page expects beside: a run can be cancelled while it is under way, one that
 * was ended says by whom, and tasks say how far they are.
 */
export function studioRuns({ jobs, calls, sidecar, readSaved }: Parts): RunStore {
  const live = jobRuns({ jobs, readSaved });
  // The simulator's links lead to this machine.
  const simulated = jobRuns({ jobs, readSaved, download: { allowPrivateHosts: true } });

  return {
    ...live,
    interval: 100,

    async read({ id }, after) {
      const job = await jobs.get(keyOf(id));
      const reading = await live.read({ user: USER, id }, 0);
      if (!job || !reading) return undefined;
      const { events, isOver } = withEnd(job, withFraction(job, reading));
      return { events: events.filter(([event]) => event > after), isOver };
    },

    async image(key, index) {
      const job = await jobs.get(keyOf(key.id));
      return (job?.client.endsWith("-live") ? live : simulated).image(key, index);
    },

    async cancel(key) {
      const job = await jobs.get(keyOf(key.id));
      const call = job && callOf(job);
      if (job && call && (job.state === "submitting" || job.state === "waiting")) {
        sidecar.setEnd(call, "cancelled");
        calls.end(call);
      }
      return live.cancel(key);
    },
  };

  /** Adds how far a task is, as its provider says. */
  function withFraction({ task }: Job, { events, isOver }: RunReading): RunReading {
    const fraction = task && calls.fractions.get(task.id);
    const spread = events.map(([id, event]): RunEvent => {
      if (event.type !== "progress" || fraction === undefined || isOver) return [id * STEPS, event];
      return [id * STEPS + Math.floor(fraction * (STEPS - 2)), { ...event, fraction: Math.min(fraction, 0.99) }];
    });
    return { events: spread, isOver };
  }

  /** Says by whom a run was ended. */
  function withEnd(job: Job, { events, isOver }: RunReading): RunReading {
    const end = sidecar.endOf(callOf(job) ?? idOf(job));
    if (!end || job.state === "submitting") return { events, isOver };
    const name = end === "cancelled" ? "AbortedError" : "StudioStoppedError";
    if (job.state === "waiting") {
      const message = "The task goes on at its provider; the studio does not wait for it";
      const last = (events.at(-1)?.[0] ?? 0) + STEPS;
      const error = { name, message, charged: "unknown", retryable: false };
      return { events: [...events, [last, { type: "error", error }]], isOver: true };
    }
    const named = events.map(([id, event]): RunEvent => {
      if (event.type === "error") return [id, { ...event, error: { ...event.error, name } }];
      if (event.type !== "completed" || !event.result.interrupted) return [id, event];
      return [id, { ...event, result: { ...event.result, interrupted: { ...event.result.interrupted, name } } }];
    });
    return { events: named, isOver };
  }
}

/** Id of the call that a job waits for: that of its task, or of its submission. */
export function callOf({ task, submission }: Pick<Job, "task" | "submission">): string | undefined {
  return task?.id ?? submission;
}
