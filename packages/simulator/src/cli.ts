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
  const server = await started(options);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit());
  console.log(greeting(server));
}

async function started(options: ServeOptions): Promise<SimulatorServer> {
  const { host = "127.0.0.1", port } = options;
  // By `import()`: otherwise the bundler would move shared code into a further file.
  const { serveSimulator } = await import("./server.ts");
  try {
    return await serveSimulator(options);
  } catch (error) {
    throw new Error(explained(error, host, port), { cause: error });
  }
}

function explained(error: unknown, host: string, port = 0): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return `Port ${port} of ${host} is in use; stop the program that listens there, or choose another port with --port (0 finds a free one)`;
  }
  if (code === "EACCES") return `Port ${port} needs more rights than this user has; choose one above 1023 with --port`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `This machine has no address ${host}; omit --host for 127.0.0.1, or use 0.0.0.0 for all of them`;
  }
  return error instanceof Error ? error.message : String(error);
}

function greeting({ url, baseURLs }: SimulatorServer): string {
  const width = Math.max(...Object.keys(baseURLs).map(({ length }) => length));
  const lines = Object.entries(baseURLs).map(([name, baseURL]) => `  ${name.padEnd(width)}  ${baseURL}`);
  return `Simulator running: ${url} (open it in a browser). Base URLs:\n\n${lines.join("\n")}\n\nPress Ctrl-C to stop.`;
}
