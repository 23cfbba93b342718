/** Ctrl-C, twice: the first one asks to stop, the second one gives up. */
export interface Interrupt {
  /** Aborted by the second Ctrl-C. */
  readonly signal: AbortSignal;
  end(): void;
}

/** A second signal within this time, in ms, is the first one: npx passes on what the terminal has sent already. */
const echo = 300;

/**
 * Listens to Ctrl-C, to a request to end the process, and to the end of its terminal, which asks to stop and never to
 * give up.
 */
export function onInterrupt(tell: (isFirst: boolean) => void): Interrupt {
  const controller = new AbortController();
  let first = 0;
  const listener = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (first > 0 && (now - first < echo || signal === "SIGHUP" || controller.signal.aborted)) return;
    tell(first === 0);
    if (first > 0) controller.abort();
    else first = now;
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    signal: controller.signal,
    end() {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
