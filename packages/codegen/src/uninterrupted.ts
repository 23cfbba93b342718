const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does work that a signal must not end half-way. It must be short: the user waits for it after Ctrl-C. */
export async function uninterrupted(work: () => Promise<void>): Promise<void> {
  const ignore = () => {};
  for (const signal of SIGNALS) process.on(signal, ignore);
  try {
    await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, ignore);
  }
}
