/** Runs work, at most `count` at once. */
export type WithSlot = <T>(work: () => Promise<T>) => Promise<T>;

/** Creates {@link WithSlot}. Waiting work begins in the order of the calls. */
export function createSlots(count: number): WithSlot {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
