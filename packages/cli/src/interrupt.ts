/** Listener for Ctrl-C. The first Ctrl-C asks to stop, the second one gives up. */
export interface Interrupt {
  /** Aborted by the second Ctrl-C. */
  readonly signal: AbortSignal;
  end(): void;
}

/** Time in ms during which a second signal is ignored, because npx repeats the signal that the terminal has sent. */
const echo = 300;

/** Listens for Ctrl-C, SIGTERM and SIGHUP. A closed terminal sends SIGHUP, which asks to stop but never gives up. */
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
