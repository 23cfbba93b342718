import { median } from "./median.js";

const ROUNDS = 15;

/** What `ours` takes for each second of `theirs`, both in this process. */
export async function timeRatio(ours, theirs, times) {
  await time(theirs, times);
  await time(ours, times);
  return median(ROUNDS, async () => {
    const base = await time(theirs, times);
    return (await time(ours, times)) / base;
  });
}

/** Processor time, which does not tilt when others are busy on the machine. */
async function time(work, times) {
  const start = process.cpuUsage();
  for (let i = 0; i < times; i++) await work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
