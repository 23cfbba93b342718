/**
 * Waits for 5,000 tasks with one package. Prints the heap of each task in kB, and the delays of the polls and of the
 * event loop in ms: `tasks.ts <package>`.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { median } from "../measure/median.ts";
import { findWaiter } from "../peers/waiters.ts";

const tasks = 5000;
/** Times in ms after the submissions: `quiet`, when all tasks wait and no poll is running, and `end`. */
const quiet = 3500;
const end = 6500;

const [name = ""] = process.argv.slice(2);
const { start, pauses } = findWaiter(name);

const polled = new Map<string, { count: number; at: number }>();
const late: number[] = [];

/** Records the delay of a poll beyond its pause. */
function onPoll(id: string): void {
  const now = performance.now();
  const last = polled.get(id) ?? { count: 0, at: submitted };
  const pause = pauses[Math.min(last.count, pauses.length - 1)] ?? 0;
  if (pause > 0) late.push(now - last.at - pause);
  polled.set(id, { count: last.count + 1, at: now });
}

// The first call loads code, which must not count.
let submitted = performance.now();
start(() => {}, 1);
await sleep(100);
for (let id = 0; id < tasks; id++) polled.set(`${id}`, { count: 0, at: 0 });

globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
submitted = performance.now();
for (const id of polled.keys()) polled.set(id, { count: 0, at: submitted });
start(onPoll, tasks);
const delay = monitorEventLoopDelay({ resolution: 10 });
await sleep(500);
delay.enable();
await sleep(quiet - 500);
globalThis.gc?.();
const heap = (process.memoryUsage().heapUsed - before) / 1000 / tasks;
await sleep(end - quiet);
const figures = {
  heap,
  late: median(late),
  latest: Math.max(...late),
  delay: delay.percentile(99) / 1e6,
  polls: late.length,
};
process.stdout.write(JSON.stringify(figures), () => process.exit());
