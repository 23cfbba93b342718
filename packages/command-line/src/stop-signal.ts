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
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
