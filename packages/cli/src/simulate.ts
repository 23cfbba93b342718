import { CliError, exitCodes } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** `seedream simulate`: serves all mock providers over HTTP until Ctrl-C. */
export async function simulate(port: string, terminal: Terminal): Promise<number> {
  if (!/^\d+$/.test(port) || Number(port) > 65_535) {
    throw new CliError(`--port is "${port}"; it must be a whole number up to 65535`);
  }
  const { serveSimulator } = await import("@seedream-clients/simulator/server");
  const server = await serveSimulator({ port: Number(port) });
  terminal.out(terminal.isJson ? JSON.stringify(server.baseURLs) : `Simulator running: ${server.url}`);
  for (const [name, url] of terminal.isJson ? [] : Object.entries(server.baseURLs))
    terminal.out(`  ${name.padEnd(20)} ${url}`);
  terminal.note("Any key works. Ctrl-C ends it");
  await new Promise<void>((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  await server.close();
  return exitCodes.ok;
}
