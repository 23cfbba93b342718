/** Prints the milliseconds of processor time that this process has used, its start included. */
export function printProcessorTime() {
  const { user, system } = process.cpuUsage();
  process.stdout.write(String((user + system) / 1000));
}
