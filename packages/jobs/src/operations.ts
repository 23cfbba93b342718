import { type Job, type JobState, over } from "./job.ts";
import { JobsError } from "./jobs-error.ts";

/** Operation of a person on a job. */
export type Operation = "cancel" | "cancelSaving" | "retry" | "reconcile" | "erase";

interface Rule {
  readonly states: readonly JobState[];
  readonly rule: string;
  /** Advice for a job in another state. */
  readonly wayOut: (state: JobState) => string;
}

const notOver = "wait until it is over, or cancel it first";

const rules: Readonly<Record<Operation, Rule>> = {
  cancel: {
    states: ["queued", "submitting", "waiting"],
    rule: "only a job whose images have not arrived can be cancelled",
    wayOut(state) {
      if (state === "saving") return "wait until they are saved, or call cancelSaving()";
      return state === "unknown" ? "reconcile it" : "it is over, so there is nothing to cancel";
    },
  },
  cancelSaving: {
    states: ["saving"],
    rule: "only a job whose images have arrived and are not saved has a saving to cancel",
    wayOut: (state) => (over.includes(state) ? "it is over, so there is nothing to cancel" : "cancel it"),
  },
  retry: {
    states: ["failed", "cancelled", "unknown"],
    rule: "only a job that failed, was cancelled or is unknown can be retried",
    wayOut: (state) => (state === "done" ? "to make it again, add it under another key" : notOver),
  },
  reconcile: {
    states: ["unknown"],
    rule: "only a job whose outcome is unknown can be reconciled",
    wayOut(state) {
      if (!over.includes(state)) return "wait until it is over";
      return state === "done" ? "leave it, because its outcome is known" : "retry it";
    },
  },
  erase: {
    states: over,
    rule: "only a job that is over can be erased",
    wayOut: (state) => (state === "saving" ? "wait until it is, or cancelSaving() it first" : "cancel it first"),
  },
};

/** @throws {JobsError} `"state"` when a job does not allow an operation. The command shows the message as it is. */
export function requireState(operation: Operation, { key, state, isErased }: Job): void {
  const name = JSON.stringify(key);
  const { states, rule, wayOut } = rules[operation];
  if (!states.includes(state)) throw new JobsError(`Job ${name} is ${state}; ${rule}; ${wayOut(state)}`, "state");
  if (!isErased) return;
  const message = `Job ${name} is ${state} and was erased; there is nothing left to ${operation}; add its request under another key`;
  throw new JobsError(message, "state");
}

/** @throws {JobsError} `"state"`, because a retry could be billed a second time. */
export function refuseBilled({ key, state }: Job): never {
  const fact = `Job ${JSON.stringify(key)} is ${state} and may have been billed; such a job is not sent again`;
  const settle = state === "unknown" ? "reconcile it, or, " : "";
  throw new JobsError(`${fact}; ${settle}to pay again, add it under another key`, "state");
}
