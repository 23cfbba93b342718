import { noPostgres, postgresVersion, startPostgres } from "@seedream-clients/postgres";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: string | undefined;
  }
}

/** Starts a server for all tests of the package. Each test uses its own schema. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!postgresVersion) {
    process.stderr.write(`Skipped: jobs on PostgreSQL. ${noPostgres}\n`);
    provide("postgres", undefined);
    return undefined;
  }
  const server = await startPostgres();
  provide("postgres", server.connectionString);
  return () => server.close();
}
