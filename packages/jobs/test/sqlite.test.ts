import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { chmod, copyFile, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import { serveSimulator } from "@seedream-clients/simulator/server";
import { expect, it, onTestFinished } from "vitest";
import { openJobs, readJobs } from "../src/index.ts";
import { sqliteStore } from "../src/sqlite.ts";
import { make, openProvider } from "./provider.ts";
import { folder } from "./stores.ts";

it("tells a second process which process has the journal open, also after another try in this one", async () => {
  const path = join(await folder(), "jobs.db");
  const store = sqliteStore({ path });
  expect(() => sqliteStore({ path })).toThrow(`${path} is open in this process already; close it first`);
  const program = fileURLToPath(new URL("worker-program.ts", import.meta.url));
  const second = spawn(process.execPath, [program, path, await folder(), "http://127.0.0.1:9", "1"]);
  let errors = "";
  second.stderr.on("data", (piece) => {
    errors += piece;
  });
  const [code] = await once(second, "exit");
  expect(code).toBe(1);
  expect(errors).toContain(`${path} is open in another process: process ${process.pid} on `);
  await store.close();
  await sqliteStore({ path }).close();
});

it.skipIf(process.platform === "win32")("keeps the journal and the files beside it from other users", async () => {
  const parent = await folder();
  const path = join(parent, "jobs.db");
  const store = sqliteStore({ path });
  await store.transaction(async (transaction) => transaction.writeFile("a", new Uint8Array([1])));
  const modes = (await readdir(parent)).map((name) => [name, statSync(join(parent, name)).mode & 0o777]);
  const beside = ["", "-shm", "-wal", ".holder", ".lock"].map((end) => [`jobs.db${end}`, 0o600]);
  expect(modes.toSorted()).toEqual(beside);
  await store.close();
});

it("names its process in a file of its own, and not through a link to another", async () => {
  const parent = await folder();
  const path = join(parent, "jobs.db");
  await writeFile(join(parent, "notes"), "Somebody's notes");
  await symlink(join(parent, "notes"), `${path}.holder`);
  await sqliteStore({ path }).close();
  expect(await readFile(join(parent, "notes"), "utf8")).toBe("Somebody's notes");
});

it("reads a journal while another process writes it, and cannot change it", async () => {
  const path = join(await folder(), "jobs.db");
  const store = sqliteStore({ path });
  const jobs = await openJobs({ store, clients: { ark: createArk() } });
  const reader = readJobs(sqliteStore({ path, readOnly: true }));
  const beside = (await readdir(join(path, ".."))).filter((name) => name.includes(".lock"));
  expect(beside).toEqual(["jobs.db.lock"]);
  await jobs.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  expect(await reader.totals()).toMatchObject({ states: { queued: 1 } });
  await jobs.cancel("a");
  expect(await reader.get("a")).toMatchObject({ state: "cancelled" });
  const readOnly = sqliteStore({ path, readOnly: true });
  const written = readOnly.transaction(async (transaction) => transaction.writeFile("a", new Uint8Array([1])));
  await expect(written).rejects.toThrow("cannot be written");
  await Promise.all([reader.close(), readOnly.close()]);
  expect(() => sqliteStore({ path })).toThrow(`${path} is open in this process already; close it first`);
  await jobs.close();
  expect(() => sqliteStore({ path: `${path}.none`, readOnly: true })).toThrow("ENOENT");
});

it("reads a journal in a folder that it cannot write, until another process opens the journal to write", async () => {
  const out = await folder();
  const path = join(out, "jobs.db");
  const clients = { ark: createArk() };
  const jobs = await openJobs({ store: sqliteStore({ path }), clients });
  await jobs.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  await jobs.close();
  // The reader is another user where the tests run as root.
  await chmod(path, 0o644);
  await chmod(out, 0o555);
  onTestFinished(() => chmod(out, 0o755));
  const reader = spawn(process.execPath, [fileURLToPath(new URL("reader-program.ts", import.meta.url)), path]);
  const lines = createInterface(reader.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toContain('"queued":1');
  expect(await readdir(out)).toEqual(["jobs.db"]);
  await chmod(out, 0o755);
  const again = await openJobs({ store: sqliteStore({ path }), clients });
  reader.stdin.end();
  expect((await lines.next()).value).toContain("was opened to write while it was read without a lock; open it again");
  await again.close();
});

it("says how to read a copy that was made while the journal was open, in a folder that it cannot write", async () => {
  const path = join(await folder(), "jobs.db");
  const copies = await folder();
  const copy = join(copies, "jobs.db");
  const jobs = await openJobs({ store: sqliteStore({ path }), clients: { ark: createArk() } });
  await jobs.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  for (const part of ["", "-wal"]) {
    await copyFile(path + part, copy + part);
    await chmod(copy + part, 0o644);
  }
  await jobs.close();
  await chmod(copies, 0o555);
  onTestFinished(() => chmod(copies, 0o755));
  const reader = spawn(process.execPath, [fileURLToPath(new URL("reader-program.ts", import.meta.url)), copy]);
  expect(await text(reader.stderr)).toContain(`copy it to another folder together with ${copy}-wal`);
});

it("says that a journal belongs to another user", async () => {
  const path = join(await folder(), "jobs.db");
  await sqliteStore({ path }).close();
  // The reader is another user where the tests run as root.
  await chmod(path, process.getuid?.() === 0 ? 0o600 : 0o000);
  await chmod(join(path, ".."), 0o755);
  const reader = spawn(process.execPath, [fileURLToPath(new URL("reader-program.ts", import.meta.url)), path]);
  expect(await text(reader.stderr)).toContain("cannot be opened as a journal: EACCES: permission denied");
});

it("ends the work when its lock is removed, because another process could take the lock", async () => {
  const path = join(await folder(), "jobs.db");
  const store = sqliteStore({ path });
  await rm(`${path}.lock`);
  await expect(store.transaction(async () => {})).rejects.toThrow("was removed or replaced while it was in use");
  await store.close();
});

it("locks a journal once for all links to it, and names the holder", async () => {
  const path = join(await folder(), "jobs.db");
  const linked = join(await folder(), "linked.db");
  const store = sqliteStore({ path });
  await symlink(path, linked);
  expect(() => sqliteStore({ path: linked })).toThrow(`${linked} is open in this process already; close it first`);
  await store.close();
  const second = sqliteStore({ path: linked });
  expect(() => sqliteStore({ path })).toThrow(`${path} is open in this process already`);
  await second.close();
  expect(await readdir(join(path, ".."))).toEqual(["jobs.db"]);
});

it("tells a damaged lock file from an open journal", async () => {
  const path = join(await folder(), "jobs.db");
  await writeFile(`${path}.lock`, "Somebody's notes\n".repeat(100));
  expect(() => sqliteStore({ path })).toThrow(`${path}.lock cannot be locked: file is not a database; remove it, or`);
  await rm(`${path}.lock`);
  await sqliteStore({ path }).close();
});

it("closes a journal that openJobs() refuses to work with, so that it can be opened again", async () => {
  const path = join(await folder(), "jobs.db");
  const refused = openJobs({ store: sqliteStore({ path }), clients: {}, budget: { CNY: 0 } });
  await expect(refused).rejects.toThrow("budget.CNY is 0; it must be a number above 0");
  await (await openJobs({ store: sqliteStore({ path }), clients: {} })).close();
});

it("refuses a file that is not a journal", async () => {
  const path = join(await folder(), "jobs.db");
  await writeFile(path, "prompt,size\n".repeat(100));
  expect(() => sqliteStore({ path })).toThrow("cannot be opened as a journal");
  const other = join(await folder(), "other.db");
  const database = new DatabaseSync(other);
  database.exec("CREATE TABLE cats (name TEXT)");
  database.close();
  expect(() => sqliteStore({ path: other })).toThrow("is the database of another program; choose another file");
});

it("refuses a journal of a newer version", async () => {
  const path = join(await folder(), "jobs.db");
  await sqliteStore({ path }).close();
  const database = new DatabaseSync(path);
  database.exec("PRAGMA user_version = 99");
  database.close();
  expect(() => sqliteStore({ path })).toThrow("is a journal of version 99; this release reads up to 3. Upgrade it");
});

it("brings a journal of an earlier version up to date, with the costs of its jobs", async () => {
  const path = join(await folder(), "jobs.db");
  const provider = await openProvider(make);
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  const prices = { "ark/priced": { amount: 0.5, currency: "CNY" } };
  const jobs = await openJobs({ store: sqliteStore({ path }), clients, prices });
  const job = (key: string, prompt: string) => ({ key, client: "ark", request: { prompt, model: "priced" } });
  await jobs.add([job("made", "A lighthouse")]);
  await jobs.run();
  await jobs.add([job("queued\0", "\0 \ud800 \\u0000")]);
  const images = ["https://example.com/1.png"];
  await jobs.add([{ key: "referring", client: "ark", request: { prompt: "A harbour", images } }]);
  const costs = await jobs.costs(0);
  await jobs.close();
  const old = new DatabaseSync(path);
  old.exec("DROP INDEX job_cost; ALTER TABLE jobs DROP COLUMN created_at; ALTER TABLE jobs DROP COLUMN cost");
  old.exec("UPDATE jobs SET job = json_set(job, '$.request.images', json(images)) WHERE images IS NOT NULL");
  old.exec("ALTER TABLE jobs DROP COLUMN images");
  old.exec("PRAGMA user_version = 1");
  old.close();
  expect(() => sqliteStore({ path, readOnly: true })).toThrow(
    "version 1; run its jobs once, which brings it to version 3",
  );
  const again = await openJobs({ store: sqliteStore({ path }), clients, prices });
  onTestFinished(() => again.close());
  expect(await again.costs(0)).toEqual(costs);
  expect(costs.jobs.map(({ cost }) => cost)).toContainEqual({ CNY: 0.5, images: 1 });
  expect((await again.get("made"))?.state).toBe("done");
  expect((await again.get("referring"))?.request).toEqual({ prompt: "A harbour", images });
  expect((await again.get("referring", { references: false }))?.request).toEqual({ prompt: "A harbour" });
});

it("names the journal and the reason when its folder is missing", async () => {
  const path = join(await folder(), "none", "jobs.db");
  expect(() => sqliteStore({ path })).toThrow(`${path} cannot be opened as a journal: ENOENT`);
});

it("ends the run when the journal is removed, with the links of later arrivals in the error", async () => {
  const path = join(await folder(), "jobs.db");
  const provider = await openProvider(
    (exchange) =>
      void rename(path, `${path}.old`).then(
        () => make(exchange),
        () => make(exchange),
      ),
  );
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  const jobs = await openJobs({ store: sqliteStore({ path }), clients });
  await jobs.add(["a", "b"].map((key) => ({ key, client: "ark", request: { prompt: key } })));
  const error = await jobs.run().catch((cause: unknown) => cause);
  expect(error).toMatchObject({
    code: "unrecorded",
    message: expect.stringContaining("was removed or replaced while it was in use"),
  });
  for (const key of provider.submissions.keys()) {
    expect(error).toMatchObject({ message: expect.stringContaining(`${provider.origin}/${key}.jpg`) });
  }
  await jobs.close();
});

it("leaves nothing behind after a failed transaction", async () => {
  const store = sqliteStore({ path: join(await folder(), "jobs.db") });
  const failed = store.transaction(async (transaction) => {
    await transaction.writeFile("a", new Uint8Array([1]));
    throw new Error("broken");
  });
  await expect(failed).rejects.toThrow("broken");
  expect(await store.transaction(async (transaction) => transaction.readFile("a"))).toBeUndefined();
  await store.close();
});

it("leaves a task to another process, which never submits it again", async () => {
  const server = await serveSimulator();
  onTestFinished(() => server.close());
  const path = join(await folder(), "jobs.db");
  const clients = { apimart: createAPIMart({ apiKey: "any-key", baseURL: server.baseURLs.apimart }) };
  server.simulator.always("apimart", "task-stuck");
  const first = await openJobs({ store: sqliteStore({ path }), clients });
  await first.add([{ key: "a", client: "apimart", request: { prompt: "A lighthouse" } }]);
  first.start();
  for await (const { state, task } of first.events()) if (state === "waiting" && task) break;
  await first.stop({ abort: true });
  expect(await first.get("a")).toMatchObject({ state: "waiting" });
  await first.close();

  server.simulator.always("apimart", undefined);
  server.simulator.reset();
  const second = await openJobs({ store: sqliteStore({ path }), clients });
  expect(await second.get("a")).toMatchObject({ state: "waiting", task: { provider: "apimart" } });
  await second.close();
  expect(server.simulator.calls.filter(({ operation }) => operation === "submitImages")).toHaveLength(0);
});

it("removes erased data from the file", async () => {
  const path = join(await folder(), "jobs.db");
  const provider = await openProvider(make);
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  const jobs = await openJobs({ store: sqliteStore({ path }), clients });
  const prompts = ["a fox", `a fox in ${"very ".repeat(2_000)}deep snow`];
  await jobs.add(prompts.map((prompt, index) => ({ key: `${index}`, client: "ark", request: { prompt } })));
  await jobs.run();
  await jobs.erase("0");
  await jobs.erase("1");
  // The data is gone even if the process dies now.
  for (const file of [path, `${path}-wal`]) expect(await readFile(file, "latin1")).not.toMatch(/fox|snow|very/);
  expect(await jobs.erase("0")).toMatchObject({ isErased: true });
  await jobs.close();
  expect(await readFile(path, "latin1")).not.toMatch(/fox|snow|very/);
});

it("removes erased data with the first transaction after another process stops reading", async () => {
  const path = join(await folder(), "jobs.db");
  const jobs = await openJobs({
    store: sqliteStore({ path }),
    clients: { ark: createArk({ apiKey: "ark-0123456789" }) },
  });
  await jobs.add([{ key: "a", client: "ark", request: { prompt: "a fox" } }]);
  await jobs.cancel("a");
  const reader = new DatabaseSync(path);
  reader.exec("BEGIN; SELECT COUNT(*) FROM jobs;");
  await jobs.erase("a");
  expect(await readFile(`${path}-wal`, "latin1")).toMatch(/fox/);
  reader.exec("COMMIT");
  reader.close();
  await jobs.totals();
  expect(await readFile(`${path}-wal`, "latin1")).not.toMatch(/fox/);
  await jobs.close();
});

it("says that a closed journal is closed, and can be opened again", async () => {
  const path = join(await folder(), "jobs.db");
  const jobs = await openJobs({ store: sqliteStore({ path }), clients: {} });
  await jobs.close();
  await expect(jobs.totals()).rejects.toThrow(`The journal ${path} is closed; open it again`);
});

it.each(["", ":memory:"])("refuses the path %j, because it is not a file", (path) => {
  expect(() => sqliteStore({ path })).toThrow(/which is not a file; name a file, or use memoryStore\(\)/);
  expect(existsSync(`${path}.lock`)).toBe(false);
});
