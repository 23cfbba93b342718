import { readFileSync, writeFileSync } from "node:fs";

/** Returns the peak resident memory of this process so far, in bytes. */
export function peak(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/**
 * Returns the largest growth of the resident memory while `work` runs, in bytes. Only Linux can reset an earlier peak;
 * elsewhere the result is NaN.
 */
export async function growth(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    return Number.NaN;
  }
  await work();
  const kB = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kB) * 1024 - before;
}
