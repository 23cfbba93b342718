import { CommandError } from "./errors.ts";
import type { Output } from "./output.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs work with an `AbortSignal` that aborts when the user stops the command. The work can then end its child
 * processes and remove its temporary files. The signal's reason is a `CommandError`.
 */
export async function withStopSignal<Result>(
  output: Output,
  work: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    output.err(`\n${signal}: stopping and cleaning up`);
    controller.abort(new CommandError("stopped; nothing was left behind"));
  };
  return handling(stop, () => work(controller.signal));
}

/** Does work that a signal must not end half-way. It must be short: the user waits for it after Ctrl-C. */
export function uninterrupted<Result>(work: () => Promise<Result>): Promise<Result> {
  return handling(() => {}, work);
}

async function handling<Result>(
  handle: (signal: NodeJS.Signals) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  for (const signal of SIGNALS) process.on(signal, handle);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, handle);
  }
}
