import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { noPostgres, type PostgresServer, postgresVersion, startPostgres } from "@seedream-clients/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const failing = new URL("failing-postgres.ts", import.meta.url).href;
const keys = { ARK_API_KEY: "", ANYFAST_API_KEY: "", AI302_API_KEY: "", APIMART_API_KEY: "" };

let folder = "";
let server: PostgresServer | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
  if (postgresVersion) server = await startPostgres();
  else process.stderr.write(`Skipped: --store. ${noPostgres}\n`);
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

function start(args: readonly string[], env: object = {}) {
  const child = spawn(process.execPath, ["--no-warnings", program, ...args], {
    cwd: folder,
    env: { ...process.env, ...keys, ...env },
  });
  child.stdin.end();
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { child, ended: ended.then(([out, errors]) => ({ code: child.exitCode, out, errors })) };
}

/** Runs the command to its end. */
const seedream = (args: readonly string[], env: object = {}) => start(args, env).ended;

const simulated = ["--provider", "simulator"];

describe("--store", () => {
  it.each([
    [
      ["batch", "status", "--store", "mysql://me:secret-0123@host/db"],
      "--store must be an address such as postgres://",
    ],
    [["batch", "status", "--store", "postgres://me:secret-0123@127.0.0.1:9/db?schema=A"], 'schema is "A"; it must be'],
    [["worker", ...simulated], "A worker needs the address of a shared journal; set SEEDREAM_STORE, or pass --store"],
  ])("explains %j, without a password", async (args, message) => {
    const { code, out, errors } = await seedream(args);
    expect(errors).toContain(message);
    expect(out + errors).not.toContain("secret-0123");
    expect(code).toBe(2);
  });

  it("names the packages to install if they are missing", async () => {
    // Makes the resolution fail, as without the packages.
    const hook = `import { registerHooks } from "node:module";
      registerHooks({ resolve(name, context, next) {
        if (/^pg/.test(name)) throw Object.assign(new Error("Cannot find package " + name), { code: "ERR_MODULE_NOT_FOUND" });
        return next(name, context);
      } });`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` };
    const { code, errors } = await seedream(["batch", "status", "--store", "postgres://127.0.0.1:9/db"], env);
    expect(errors).toContain(
      "--store needs the packages pg and pg-boss; install them: npm install --global pg pg-boss",
    );
    expect(code).toBe(2);
    const { code: withoutStore, errors: none } = await seedream(["batch", "status"], env);
    expect(none).toContain("There is no batch in out");
    expect(withoutStore).toBe(2);
  });
});

it("exits with 1 when its journal fails, because 2 would mean that nothing was sent", async () => {
  const hook = `import { registerHooks } from "node:module";
    registerHooks({ resolve: (name, context, next) =>
      next(name === "@seedream-clients/jobs/postgres" ? ${JSON.stringify(failing)} : name, context) });`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` };
  const { code, errors } = await seedream(["worker", "--store", "postgres://127.0.0.1:9/db", ...simulated], env);
  expect(errors).toContain("Error: The journal cannot be written: away\n");
  expect(code).toBe(1);
});

describe.skipIf(!postgresVersion)("seedream worker", () => {
  it("shares a batch with other workers, and ends after its open submissions at Ctrl-C", async () => {
    const env = { SEEDREAM_STORE: server?.connectionString };
    const worker = start(["worker", "--out", "second", ...simulated], env);
    const told = once(worker.child.stderr, "data");
    expect(String((await told)[0])).toMatch(/^Working on 127\.0\.0\.1:\d+\/postgres for simulator\. Ctrl-C stops/);
    const rows = Array.from({ length: 30 }, (_, index) =>
      JSON.stringify({ key: `job-${index}`, prompt: `p ${index}` }),
    );
    await writeFile(join(folder, "jobs.jsonl"), rows.join("\n"));
    const batch = await seedream(["batch", "run", "jobs.jsonl", "--out", "first", ...simulated], env);
    expect(batch.errors).toContain("30 jobs added to 127.0.0.1:");
    expect(batch.code).toBe(0);
    expect(JSON.parse(batch.out)).toMatchObject({ states: { done: 30 }, spent: { images: 30 } });
    worker.child.kill("SIGINT");
    const { code, out } = await worker.ended;
    expect(code).toBe(0);
    const files = await Promise.all(["first", "second"].map((name) => readdir(join(folder, name))));
    expect(files.flat().filter((name) => name.endsWith(".jpg"))).toHaveLength(30);
    const done = out
      .trim()
      .split("\n")
      .filter((line) => line !== "");
    expect(done.every((line) => JSON.parse(line).state === "done")).toBe(true);
    const status = await seedream(["batch", "status"], env);
    expect(JSON.parse(status.out)).toMatchObject({ states: { done: 30 } });
  });

  it("never prints the password", async () => {
    const wrong = new URL(server?.connectionString ?? "");
    wrong.password = "secret-0123";
    const { code, out, errors } = await seedream(["batch", "status"], { SEEDREAM_STORE: wrong.href });
    expect(errors).toContain("password authentication failed");
    expect(out + errors).not.toContain("secret-0123");
    expect(code).toBe(2);
  });
});
