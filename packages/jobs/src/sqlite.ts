export { type SqliteOptions, sqliteStore } from "./node/sqlite-store.ts";
