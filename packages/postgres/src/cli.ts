import { once } from "node:events";
import { runCommand, terminal, withStopSignal } from "@seedream-clients/command-line";
import { startPostgres } from "./server.ts";

const USAGE = `
Starts a PostgreSQL server for trying out, on 127.0.0.1, and prints its connection string. Ctrl-C ends it.

Usage: pnpm postgres [options]

  --folder <path>   keep the data in this folder (default: a temporary one, removed at the end)
  --port <number>   port (default: a free one)
`;

const options = { folder: { type: "string" }, port: { type: "string" } } as const;

process.exitCode = await runCommand({ usage: USAGE, options }, process.argv.slice(2), terminal, async ({ values }) => {
  const { folder, port } = values;
  const server = await startPostgres({ folder, port: port === undefined ? undefined : Number(port) });
  try {
    await withStopSignal(terminal, async (stop) => {
      terminal.out(server.connectionString);
      await once(stop, "abort");
    });
  } finally {
    await server.close();
  }
  return 0;
});
