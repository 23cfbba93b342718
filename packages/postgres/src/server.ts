import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { type Account, serverAccount } from "./account.ts";
import { type Binaries, loadBinaries } from "./binaries.ts";

/** Attempts to start a server that was killed, a tenth of a second apart. */
const mostStarts = 100;

/** Options of {@link startPostgres}. */
export interface ServerOptions {
  /** Folder of the data, which is created if it is missing. Default: a temporary one, removed at the end. */
  readonly folder?: string | undefined;
  /** Default: a free port. */
  readonly port?: number | undefined;
}

/** A running server, on the loopback address. */
export interface PostgresServer {
  readonly connectionString: string;
  /** Kills the server's processes at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts the server again after `kill()`, at the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a PostgreSQL server.
 *
 * @throws There is no server. The message is `noPostgres`, which says how to get one.
 */
export async function startPostgres({ folder, port }: ServerOptions = {}): Promise<PostgresServer> {
  const binaries = await loadBinaries();
  const account = serverAccount();
  const parent = folder ?? (await mkdtemp(join(tmpdir(), "postgres-")));
  await mkdir(parent, { recursive: true });
  if (account) await chown(parent, account.uid, account.gid);
  const data = join(parent, "data");
  const password = await initialise(parent, data, binaries, account);
  const address = port ?? (await freePort());
  const start = () => run(binaries.postgres, data, address, folder === undefined, account);
  let server = await start();
  return {
    connectionString: `postgres://postgres:${password}@127.0.0.1:${address}/postgres`,
    kill: () => end(server, "SIGKILL", data),
    async restart() {
      server = await startAgain(start);
    },
    async close() {
      await end(server, "SIGINT", data);
      if (folder === undefined) await rm(parent, { recursive: true, force: true });
    },
  };
}

/** Creates the data if there are none. Returns the password. */
async function initialise(parent: string, data: string, { initdb }: Binaries, account?: Account): Promise<string> {
  const passwordFile = join(parent, "password");
  if (existsSync(join(data, "PG_VERSION"))) return (await readFile(passwordFile, "utf8")).trim();
  const password = randomUUID();
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const flags = ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync"];
  await promisify(execFile)(initdb, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...flags], {
    ...account,
    cwd: parent,
  });
  return password;
}

async function run(
  path: string,
  data: string,
  port: number,
  isTemporary: boolean,
  account?: Account,
): Promise<ChildProcess> {
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", ...(isTemporary ? ["fsync=off"] : [])];
  const flags = ["-D", data, "-p", `${port}`, ...settings.flatMap((setting) => ["-c", setting])];
  // A session of its own, so that Ctrl-C reaches only this process, which then shuts the server down.
  const server = spawn(path, flags, { ...account, cwd: data, stdio: ["ignore", "ignore", "pipe"], detached: true });
  const lines: string[] = [];
  const ready = Promise.withResolvers<void>();
  server.on("error", ready.reject);
  server.on("exit", () => ready.reject(new Error(`PostgreSQL ended: ${lines.join("\n")}`)));
  createInterface({ input: server.stderr }).on("line", (line) => {
    if (line.includes("ready to accept connections")) ready.resolve();
    lines.push(line);
    if (lines.length > 20) lines.shift();
  });
  await ready.promise;
  return server;
}

/** Starts a killed server again. Retries, because its child processes keep its shared memory for a moment. */
async function startAgain(start: () => Promise<ChildProcess>): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === mostStarts || !String(error).includes("shared memory block")) throw error;
    }
    await setTimeout(100);
  }
}

async function end(server: ChildProcess, signal: "SIGINT" | "SIGKILL", data: string): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = once(server, "exit");
  // The processes of connections are in the server's group, and would outlive it for a moment.
  if (signal === "SIGKILL" && process.platform !== "win32") process.kill(-server.pid, signal);
  else server.kill(signal);
  await ended;
  if (signal === "SIGKILL") await rm(join(data, "postmaster.pid"), { force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("There is no free port");
  return address.port;
}
