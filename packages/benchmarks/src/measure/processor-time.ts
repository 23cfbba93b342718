/** Returns the microseconds of processor time of a call. Unlike the clock, it does not count what others do. */
export async function processorTime(work: () => Promise<unknown>, times = 1): Promise<number> {
  const start = process.cpuUsage();
  for (let i = 0; i < times; i++) await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / times;
}
