export { noPostgres, postgresVersion } from "./binaries.ts";
export { type PostgresServer, type ServerOptions, startPostgres } from "./server.ts";
