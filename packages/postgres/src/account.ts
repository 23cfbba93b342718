import { readFileSync } from "node:fs";

/** A user of this machine. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Returns `nobody` for root, because PostgreSQL refuses to run as root; else `undefined`, for the current user. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid)
    throw new Error("PostgreSQL does not run as root, and there is no user nobody; run this as another user");
  return { uid: Number(uid), gid: Number(gid) };
}
