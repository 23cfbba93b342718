/** Ctrl-C, twice: the first one asks to stop, the second one gives up. */
export interface Interrupt {
  /** Aborted by the second Ctrl-C. */
  readonly signal: AbortSignal;
  end(): void;
}

/** Listens to Ctrl-C and to a request to end the process. */
export function onInterrupt(tell: (isFirst: boolean) => void): Interrupt {
  const controller = new AbortController();
  let count = 0;
  const listener = () => {
    count += 1;
    tell(count === 1);
    if (count > 1) controller.abort();
  };
  process.on("SIGINT", listener).on("SIGTERM", listener);
  return {
    signal: controller.signal,
    end() {
      process.off("SIGINT", listener).off("SIGTERM", listener);
    },
  };
}
