/** Returns the processor time of a call, in µs. Unlike wall-clock time, it does not include other processes. */
export async function processorTime(work: () => Promise<unknown>, times = 1): Promise<number> {
  const start = process.cpuUsage();
  for (let i = 0; i < times; i++) await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / times;
}
