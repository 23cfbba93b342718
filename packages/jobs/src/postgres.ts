export {
  type PostgresClient,
  type PostgresConnection,
  type PostgresOptions,
  type PostgresPool,
  type PostgresResult,
  postgresStore,
} from "./node/postgres-store.ts";
