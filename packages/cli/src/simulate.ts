import { CliError, exitCodes } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** Options of `seedream simulate`. */
export interface SimulateOptions {
  readonly port: string;
  readonly latency: string;
}

/** `seedream simulate`: serves all mock providers over HTTP until Ctrl-C. */
export async function simulate(options: SimulateOptions, terminal: Terminal): Promise<number> {
  const port = toWholeNumber("--port", options.port, 65_535);
  const latency = toWholeNumber("--latency", options.latency, 3_600_000);
  const { serveSimulator } = await import("@seedream-clients/simulator/server");
  const server = await serveSimulator({ port, latency });
  terminal.out(terminal.isJson ? JSON.stringify(server.baseURLs) : `Simulator running: ${server.url}`);
  for (const [name, url] of terminal.isJson ? [] : Object.entries(server.baseURLs))
    terminal.out(`  ${name.padEnd(20)} ${url}`);
  terminal.note("Any key works. Ctrl-C ends it");
  await new Promise<void>((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  await server.close();
  return exitCodes.ok;
}

function toWholeNumber(name: string, text: string, most: number): number {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new CliError(`${name} is "${text}"; it must be a whole number from 0 to ${most}`);
}
