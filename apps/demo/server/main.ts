import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SeedreamError } from "@seedream-clients/core";
import { JobsError } from "@seedream-clients/jobs";
import { clients } from "./generated/clients.ts";
import { DEFAULT_PORT, UsageError } from "./node/listen.ts";
import { builtPage, defaultData, openStudio } from "./node/open-studio.ts";

const help = `Seedream Studio: make images in a web page on this machine.

Usage: node server/main.ts [--port <number>]

  --port <number>  Port to listen on (or PORT). Default: the first free one from ${DEFAULT_PORT} on.
  --help           Shows this.

Without a key everything runs on the simulator, at no cost. A provider whose key is in the
environment, or in a file .env in the folder that this is started in, is offered live beside it:
${Object.values(clients)
  .map(({ variable }) => variable)
  .join(", ")}.

Runs and their images are kept in ${defaultData}, or in the folder that STUDIO_DATA names.
`;

try {
  const { values } = parseArgs({ options: { port: { type: "string" }, help: { type: "boolean", short: "h" } } });
  if (values.help) console.log(help);
  else await run(portOf(values.port ?? process.env.PORT));
} catch (error) {
  const isPlain =
    [UsageError, JobsError, SeedreamError].some((type) => error instanceof type) ||
    String(Object(error).code).startsWith("ERR_PARSE_ARGS") ||
    // A folder or a port that the system denies.
    "syscall" in Object(error);
  console.error(isPlain ? Object(error).message : error);
  process.exit(1);
}

async function run(port: number | undefined): Promise<void> {
  if (!existsSync(join(builtPage, "index.html"))) {
    throw new UsageError("The page is not built yet: run `pnpm demo` at the root, or `pnpm build` here first");
  }
  // Loads keys. Variables of the environment take precedence.
  if (existsSync(".env")) process.loadEnvFile();
  const data = process.env.STUDIO_DATA || defaultData;
  const studio = await openStudio({ port, data, environment: process.env });
  const live = studio.offers.filter(({ live }) => live).map(({ provider }) => provider.title);
  const cost =
    live.length > 0 ? `live: ${live.join(", ")}, costs money; and the simulator` : "simulator; no key, no cost";
  console.log(`Studio: ${studio.url} (${cost})`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void studio.close().finally(() => process.exit(0)));
  }
}

function portOf(text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  throw new UsageError(`Port is "${text}"; it must be a number from 0 to 65535`);
}
