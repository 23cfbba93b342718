import type { SeedreamClient } from "@seedream-clients/core";
import { openClient, providers } from "./clients.ts";
import { counted } from "./counted.ts";
import { CliError } from "./exit.ts";
import { warnOfModel } from "./model-warning.ts";
import type { BatchRow } from "./rows.ts";
import type { Terminal } from "./terminal.ts";

/** Most issues that are printed at once. */
const most = 10;

interface Place {
  readonly file: string;
  readonly provider: string;
  readonly region?: string;
}

/**
 * Validates all rows with their clients, because errors of a journal name keys and not lines. Warns of each unknown
 * model once.
 *
 * @throws {CliError} that names the lines.
 */
export async function checkRows(rows: readonly BatchRow[], place: Place, terminal: Terminal): Promise<void> {
  const clients = new Map<string, SeedreamClient>();
  const warned = new Set<string>();
  const issues: string[] = [];
  for (const { line, job } of rows) {
    const { client: name, request } = job;
    // openClient() refuses an unknown --provider once, instead of an issue for each row.
    if (!Object.hasOwn(providers, name) && name !== place.provider) {
      issues.push(`line ${line}: there is no provider "${name}"; there are ${Object.keys(providers).join(", ")}`);
      continue;
    }
    const region = name === place.provider ? place.region : undefined;
    const client = clients.get(name) ?? (await openClient(name, { region }));
    clients.set(name, client);
    const { model } = request;
    if (!warned.has(`${name} ${model}`)) warnOfModel(client, model, terminal);
    warned.add(`${name} ${model}`);
    const validation = await client.validate(request);
    if (validation.issues.length > 0) {
      issues.push(`line ${line}: ${validation.issues.map(({ message }) => message).join("; ")}`);
    }
  }
  if (issues.length === 0) return;
  const told = issues.slice(0, most).map((issue) => `${place.file}, ${issue}`);
  const summary = `${issues.length} of ${counted(rows.length, "row")} ${issues.length === 1 ? "has" : "have"} issues; nothing was sent`;
  throw new CliError([...told, summary]);
}
