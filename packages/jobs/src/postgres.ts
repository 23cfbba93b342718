export { type PostgresOptions, type PostgresPool, postgresStore } from "./node/postgres-store.ts";
