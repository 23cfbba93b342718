export function isSqlite(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

/** Whether another process or connection holds a file: SQLITE_BUSY or SQLITE_LOCKED. */
export function isLocked(error: unknown): boolean {
  return isSqlite(error) && "errcode" in error && (error.errcode === 5 || error.errcode === 6);
}
