#!/usr/bin/env node
import { HELP, readCommandLine, UsageError } from "./cli-options.ts";
import type { ServeOptions, SimulatorServer } from "./server.ts";

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options) await run(options);
  else process.stdout.write(HELP);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const wrongUsage = error instanceof UsageError;
  console.error(wrongUsage ? `${error.message}\n\n${HELP}` : error.message);
  process.exitCode = wrongUsage ? 2 : 1;
}

async function run(options: ServeOptions): Promise<void> {
  // Imported here, because the bundler would otherwise move shared code into a further file.
  const { serveSimulator } = await import("./server.ts");
  const server = await serveSimulator(options);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit());
  console.log(greeting(server));
}

function greeting({ url, baseURLs }: SimulatorServer): string {
  const width = Math.max(...Object.keys(baseURLs).map(({ length }) => length));
  const lines = Object.entries(baseURLs).map(([name, baseURL]) => `  ${name.padEnd(width)}  ${baseURL}`);
  return `Simulator running: ${url} (open it in a browser). Base URLs:\n\n${lines.join("\n")}\n\nPress Ctrl-C to stop.`;
}
