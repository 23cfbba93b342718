import { randomBytes } from "node:crypto";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import { serveSimulator } from "@seedream-clients/simulator/server";
import pg from "pg";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type JobStore, type Jobs, type JobsOptions, openJobs, readJobs } from "../src/index.ts";
import { type PostgresOptions, postgresStore } from "../src/postgres.ts";
import { make, openProvider, type Provider, result, type Submit, sendJSON } from "./provider.ts";
import { openProxy } from "./proxy.ts";
import { freshSchema, postgres } from "./stores.ts";
import { until } from "./until.ts";

const connectionString = postgres ?? "postgres://127.0.0.1:9/none";

async function provider(submit: Submit = make): Promise<Provider> {
  const made = await openProvider(submit);
  onTestFinished(() => made.close());
  return made;
}

const ark = ({ origin }: Provider) => createArk({ apiKey: "ark-0123456789", baseURL: origin });

const jobsOf = (count: number, client = "ark", request: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    key: `job-${index}`,
    client,
    request: { prompt: `job-${index}`, ...request },
  }));

const sleepers: (() => void)[] = [];

/** A store of a worker on its own host. While the worker sleeps, its transactions wait. */
function sleeper(options: PostgresOptions) {
  const store = postgresStore(options);
  let awake = Promise.withResolvers<void>();
  awake.resolve();
  const asleep: JobStore = {
    ...store,
    async transaction(work) {
      await awake.promise;
      return store.transaction(work);
    },
    async read(work) {
      await awake.promise;
      return store.read?.(work) ?? store.transaction(work);
    },
  };
  sleepers.push(() => awake.resolve());
  return {
    store: asleep,
    sleep() {
      awake = Promise.withResolvers<void>();
    },
    wake: () => awake.resolve(),
  };
}

async function open(options: Partial<JobsOptions> & Pick<JobsOptions, "store" | "clients">): Promise<Jobs> {
  const jobs = await openJobs({ download: { allowPrivateHosts: true }, ...options });
  onTestFinished(async () => {
    for (const wake of sleepers.splice(0)) wake();
    await jobs.stop({ abort: true }).catch(() => {});
    await jobs.close().catch(() => {});
  });
  return jobs;
}

async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe.skipIf(!postgres)("a journal in PostgreSQL", () => {
  it("takes one of several jobs that processes add at once with the same after", async () => {
    const clients = { ark: ark(await provider()) };
    const schema = freshSchema();
    const opening = [1, 2, 3].map(() => open({ store: postgresStore({ connectionString, schema }), clients }));
    const processes = await Promise.all(opening);
    const adding = processes.map((jobs, index) => jobs.add(jobsOf(3).slice(index, index + 1), { after: 0 }));
    const outcomes = await Promise.allSettled(adding);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "outdated" } });
  });

  it("is read while another process holds its lock, also through readJobs()", async () => {
    const schema = freshSchema();
    const jobs = await open({
      store: postgresStore({ connectionString, schema }),
      clients: { ark: ark(await provider()) },
    });
    await jobs.add(jobsOf(2));
    const reader = readJobs(postgresStore({ connectionString, schema }));
    onTestFinished(() => reader.close());
    await reader.totals();
    const writer = new pg.Client({ connectionString });
    await writer.connect();
    onTestFinished(() => writer.end());
    await writer.query(`BEGIN; SELECT pg_advisory_xact_lock(${0x5eed}, hashtext('${schema}'))`);
    const waiting = jobs.add(jobsOf(3));
    for (const { get, list, totals } of [jobs, reader]) {
      const listed = [];
      for await (const { key } of list()) listed.push(key);
      expect(await get(listed[0] ?? "")).toMatchObject({ state: "queued" });
      expect([listed.length, (await totals()).states.queued]).toEqual([2, 2]);
    }
    await writer.query("COMMIT");
    expect(await waiting).toEqual({ added: 1, known: 2 });
  });

  it("is created once by processes that open it at the same time", async () => {
    const schema = freshSchema();
    const server = await provider();
    const all = await Promise.all(
      Array.from({ length: 4 }, () =>
        open({ store: postgresStore({ connectionString, schema }), clients: { ark: ark(server) } }),
      ),
    );
    const totals = await Promise.all(all.map((jobs, index) => jobs.add(jobsOf(5 + index)).then(() => jobs.totals())));
    expect(totals).toHaveLength(4);
    expect(await all[0]?.totals()).toMatchObject({ states: { queued: 8 } });
    expect(await query(`SELECT version FROM ${schema}.journal_version`)).toEqual([{ version: 3 }]);
  });

  it("is created in a schema that was made for a user who must create none", async () => {
    const schema = freshSchema();
    const password = crypto.randomUUID();
    await query(`CREATE ROLE ${schema} LOGIN PASSWORD '${password}'; CREATE SCHEMA ${schema} AUTHORIZATION ${schema}`);
    onTestFinished(async () => void (await query(`DROP OWNED BY ${schema} CASCADE; DROP ROLE ${schema}`)));
    const address = new URL(connectionString);
    address.username = schema;
    address.password = password;
    const server = await provider();
    const store = postgresStore({ connectionString: address.href, schema });
    const jobs = await openJobs({ store, clients: { ark: ark(server) } });
    await jobs.add(jobsOf(1));
    await jobs.close();
  });

  it("of an earlier version is brought up to date, with the costs of its jobs", async () => {
    const schema = freshSchema();
    const server = await provider();
    const prices = { "ark/priced": { amount: 0.5, currency: "CNY" } };
    const open = () =>
      openJobs({ store: postgresStore({ connectionString, schema }), clients: { ark: ark(server) }, prices });
    const job = (key: string, prompt: string) => ({ key, client: "ark", request: { prompt, model: "priced" } });
    const jobs = await open();
    await jobs.add([job("made", "A lighthouse")]);
    await jobs.run();
    await jobs.add([job('queued\0" \\', "\0 \ud800 \\u0000")]);
    const costs = await jobs.costs(0);
    await jobs.close();
    await query(`ALTER TABLE ${schema}.journal_jobs DROP key, DROP created_at, DROP cost, DROP images`);
    await query(`UPDATE ${schema}.journal_version SET version = 1`);
    const again = await open();
    onTestFinished(() => again.close());
    expect(await again.costs(0)).toEqual(costs);
    expect(costs.jobs).toContainEqual({ key: 'queued\0" \\', cost: { CNY: 0.5, images: 1 } });
  });

  it("of an earlier version stays as it is while workers perform its jobs, because they could not record their images", async () => {
    const schema = freshSchema();
    const clients = { ark: ark(await provider()) };
    const worker = await open({ store: postgresStore({ connectionString, schema }), clients });
    await worker.totals();
    const { ended } = worker.start();
    const values = () => query(`SELECT value FROM ${schema}.journal_values`);
    await until(async () => (await values()).some(({ value }) => String(value).includes('"leases"')));
    await query(`UPDATE ${schema}.journal_version SET version = 2`);
    const later = await open({ store: postgresStore({ connectionString, schema }), clients });
    await expect(later.totals()).rejects.toMatchObject({
      code: "unreadable",
      message: `The journal in schema ${schema} has version 2, and workers of an earlier release perform its jobs; stop them first. A worker that died counts until its lease ends`,
    });
    await worker.stop();
    await ended;
    await query(`ALTER TABLE ${schema}.journal_jobs DROP images`);
    expect(await later.totals()).toMatchObject({ spent: {} });
  });

  it("that a later release migrates is refused by processes that have it open, which would send jobs without their new columns", async () => {
    const schema = freshSchema();
    const served = await provider();
    const clients = { ark: ark(served) };
    const jobs = await open({ store: postgresStore({ connectionString, schema }), clients });
    await jobs.add(jobsOf(1));
    await query(`UPDATE ${schema}.journal_version SET version = 99`);
    const message = `The journal in schema ${schema} has version 99; this release reads up to 3. Upgrade it`;
    await expect(jobs.run()).rejects.toMatchObject({ code: "unreadable", message });
    await expect(jobs.add(jobsOf(2))).rejects.toMatchObject({ code: "unreadable", message });
    expect(served.submissions.size).toBe(0);
  });

  it("of a newer version is refused", async () => {
    const schema = freshSchema();
    const clients = { ark: ark(await provider()) };
    const first = await open({ store: postgresStore({ connectionString, schema }), clients });
    await first.totals();
    await query(`UPDATE ${schema}.journal_version SET version = 99`);
    const second = await open({ store: postgresStore({ connectionString, schema }), clients });
    await expect(second.totals()).rejects.toMatchObject({
      code: "unreadable",
      message: `The journal in schema ${schema} has version 99; this release reads up to 3. Upgrade it`,
    });
  });

  it("that is closed says so, and can be closed again", async () => {
    const schema = freshSchema();
    const store = postgresStore({ connectionString, schema });
    const jobs = await open({ store, clients: { ark: ark(await provider()) } });
    await jobs.add(jobsOf(1));
    await Promise.all([jobs.close(), jobs.close()]);
    const closed = { code: "unwritable", message: `The journal in schema ${schema} is closed; open it again` };
    await expect(jobs.get("job-0")).rejects.toMatchObject(closed);
    await expect(jobs.add(jobsOf(2))).rejects.toMatchObject(closed);
    await jobs.close();
  });

  it("does not mix with the journal of another schema", async () => {
    const clients = { ark: ark(await provider()) };
    const [first, second] = await Promise.all(
      [freshSchema(), freshSchema()].map((schema) =>
        open({ store: postgresStore({ connectionString, schema }), clients }),
      ),
    );
    await first?.add(jobsOf(3));
    expect(await second?.totals()).toMatchObject({ states: { queued: 0 } });
    expect(await second?.run()).toMatchObject({ states: { done: 0 } });
    expect(await first?.run()).toMatchObject({ states: { done: 3 } });
  });

  it("names a wrong option, and never the password", async () => {
    for (const schema of ["Jobs", "a b", "a;b", ""]) {
      expect(() => postgresStore({ connectionString, schema })).toThrow(
        `schema is ${JSON.stringify(schema)}; it must be`,
      );
    }
    expect(() => postgresStore({ connectionString: "localhost:secret@x" })).toThrow(
      "connectionString must be postgres://user:password@host:port/database",
    );
    expect(() => postgresStore({ connectionString, lease: 10 })).toThrow("lease is 10; it must be at least 1000 ms");
    const wrong = new URL(connectionString);
    wrong.password = "pass-0123456789";
    const jobs = await open({
      store: postgresStore({ connectionString: wrong.href }),
      clients: { ark: ark(await provider()) },
    });
    const error = await jobs.totals().catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      code: "unwritable",
      message: expect.stringContaining("password authentication failed"),
    });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("pass-0123456789");
  });

  it("works through the caller's pool, which stays open", async () => {
    const pool = new pg.Pool({ connectionString, max: 4 });
    onTestFinished(() => pool.end());
    const jobs = await open({
      store: postgresStore({ pool, schema: freshSchema() }),
      clients: { ark: ark(await provider()) },
    });
    await jobs.add(jobsOf(3));
    expect(await jobs.run()).toMatchObject({ states: { done: 3 } });
    await jobs.close();
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });

  it("takes jobs in statements of limited length, because their references together may exceed the longest string", async () => {
    const store = postgresStore({ connectionString, schema: freshSchema() });
    const jobs = await open({ store, clients: { ark: ark(await provider()) } });
    const images = [`data:image/png;base64,iVBORw0KGgo${"A".repeat(9_000_000)}`];
    const query = vi.spyOn(pg.Client.prototype, "query");
    onTestFinished(() => query.mockRestore());
    expect(await jobs.add(jobsOf(5, "ark", { images }))).toEqual({ added: 5, known: 0 });
    const lengths = query.mock.calls.map((call) => JSON.stringify(call).length);
    expect(lengths.filter((length) => length > images.join().length)).toHaveLength(3);
    expect(Math.max(...lengths)).toBeLessThan(2 ** 25);
    expect((await jobs.get("job-4"))?.request.images).toEqual(images);
  });

  it("writes references once, and not with each state of their job", async () => {
    const schema = freshSchema();
    const jobs = await open({
      store: postgresStore({ connectionString, schema }),
      clients: { ark: ark(await provider()) },
      save: async () => "saved",
    });
    const image = `data:image/png;base64,iVBORw0KGgo${randomBytes(1_500_000).toString("base64")}`;
    await jobs.add(jobsOf(1, "ark", { images: [image] }));
    await jobs.run();
    expect(await jobs.get("job-0")).toMatchObject({ state: "done", request: { images: [image] } });
    const [row] = await query(`SELECT pg_total_relation_size('${schema}.journal_jobs') AS size`);
    expect(Number(row?.size)).toBeLessThan(1.5 * image.length);
  });

  it("takes 10,000 jobs in one transaction, or none", async () => {
    const store = postgresStore({ connectionString, schema: freshSchema() });
    const jobs = await open({ store, clients: { ark: ark(await provider()) } });
    await jobs.add([{ key: "job-9999", client: "ark", request: { prompt: "another" } }]);
    await expect(jobs.add(jobsOf(10_000))).rejects.toMatchObject({ code: "conflict" });
    expect(await jobs.totals()).toMatchObject({ states: { queued: 1 } });
    expect(await jobs.add(jobsOf(9_999))).toEqual({ added: 9_999, known: 0 });
    expect(await jobs.totals()).toMatchObject({ states: { queued: 10_000 } });
  });
});

describe.skipIf(!postgres)("workers on many hosts", () => {
  const lease = 1_000;

  it("perform each job once, and take turns", async () => {
    const schema = freshSchema();
    const server = await provider((exchange) => void setTimeout(() => make(exchange), 20));
    const done = [0, 0, 0];
    const workers = await Promise.all(
      done.map((_, index) =>
        open({
          store: postgresStore({ connectionString, schema }),
          clients: { ark: ark(server) },
          limits: { ark: { concurrency: 6 } },
          save: async () => {
            done[index] = (done[index] ?? 0) + 1;
            return "saved";
          },
        }),
      ),
    );
    await workers[0]?.add(jobsOf(60));
    const summaries = await Promise.all(workers.map((jobs) => jobs.run()));
    for (const summary of summaries) expect(summary).toMatchObject({ states: { done: 60 }, spent: { images: 60 } });
    expect(Math.max(...server.submissions.values())).toBe(1);
    expect(server.submissions.size).toBe(60);
    expect(Math.min(...done)).toBeGreaterThan(0);
  });

  it("are woken when another host adds jobs", async () => {
    const schema = freshSchema();
    const server = await provider();
    const worker = await open({ store: postgresStore({ connectionString, schema }), clients: { ark: ark(server) } });
    await worker.totals();
    worker.start();
    const other = await open({ store: postgresStore({ connectionString, schema }), clients: { ark: ark(server) } });
    await until(
      async () => (await query(`SELECT 1 FROM ${schema}.journal_values WHERE value LIKE '%leases%'`)).length > 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = performance.now();
    await other.add(jobsOf(1));
    await until(() => server.submissions.size === 1);
    expect(performance.now() - start).toBeLessThan(2_000);
    await worker.stop();
  });

  it("together never exceed the budget or the submissions at once", async () => {
    const schema = freshSchema();
    let now = 0;
    let most = 0;
    const server = await provider((exchange) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now -= 1;
        make(exchange);
      }, 10);
    });
    const workers = await Promise.all(
      Array.from({ length: 4 }, () =>
        open({
          store: postgresStore({ connectionString, schema }),
          clients: { ark: ark(server) },
          limits: { ark: { concurrency: 5 } },
          budget: { CNY: 4 },
        }),
      ),
    );
    await workers[0]?.add(jobsOf(40));
    const summaries = await Promise.all(workers.map((jobs) => jobs.run()));
    for (const summary of summaries) expect(summary.stopped).toBe("budget");
    expect(await workers[0]?.totals()).toMatchObject({ states: { done: 16, queued: 24 }, spent: { CNY: 4 } });
    expect(server.submissions.size).toBe(16);
    expect(most).toBeLessThanOrEqual(5);
  });

  it("share one rate", async () => {
    const schema = freshSchema();
    const times: number[] = [];
    const server = await provider((exchange) => {
      times.push(Date.now());
      make(exchange);
    });
    const limits = { ark: { concurrency: 50, imagesPerMinute: 600, burst: 5 } };
    const workers = await Promise.all(
      Array.from({ length: 3 }, () =>
        open({ store: postgresStore({ connectionString, schema }), clients: { ark: ark(server) }, limits }),
      ),
    );
    await workers[0]?.add(jobsOf(20));
    await Promise.all(workers.map((jobs) => jobs.run()));
    expect(times).toHaveLength(20);
    // 5 at once, and the other 15 at 10 a second.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_300);
  });

  it("make the submission of a sleeping worker unknown, and record its image when the worker wakes", async () => {
    const schema = freshSchema();
    const answer = Promise.withResolvers<void>();
    const server = await provider((exchange) => void answer.promise.then(() => make(exchange)));
    const { store, sleep, wake } = sleeper({ connectionString, schema, lease });
    const first = await open({ store, clients: { ark: ark(server) }, save: async () => "first" });
    await first.add(jobsOf(1));
    const running = first.run();
    await until(() => server.submissions.size === 1);
    sleep();

    const second = await open({
      store: postgresStore({ connectionString, schema, lease }),
      clients: { ark: ark(server) },
      save: async () => "second",
    });
    expect(await second.run()).toMatchObject({ states: { unknown: 1 }, spent: { images: 1 } });
    expect(await second.get("job-0")).toMatchObject({ errors: [{ name: "Interrupted" }] });

    answer.resolve();
    await new Promise((resolve) => setTimeout(resolve, 50));
    wake();
    expect(await running).toMatchObject({ states: { done: 1, unknown: 0 }, spent: { images: 1, CNY: 0.25 } });
    expect(await second.get("job-0")).toMatchObject({ images: [{ saved: "first" }] });
    expect(server.submissions.get("job-0")).toBe(1);
  });

  it("have the link in the error when the submission of a sleeping worker was settled otherwise", async () => {
    const schema = freshSchema();
    const answer = Promise.withResolvers<void>();
    const server = await provider((exchange) => {
      if (exchange.number === 1) answer.promise.then(() => make(exchange));
      else make(exchange);
    });
    const { store, sleep, wake } = sleeper({ connectionString, schema, lease });
    const first = await open({ store, clients: { ark: ark(server) } });
    await first.add(jobsOf(1));
    const running = first.run().catch((cause: unknown) => cause);
    await until(() => server.submissions.size === 1);
    sleep();
    const second = await open({
      store: postgresStore({ connectionString, schema, lease }),
      clients: { ark: ark(server) },
    });
    await second.run();
    await second.reconcile("job-0", { made: false });
    expect(await second.run()).toMatchObject({ states: { done: 1 } });
    answer.resolve();
    await new Promise((resolve) => setTimeout(resolve, 50));
    wake();
    expect(await running).toMatchObject({
      code: "unrecorded",
      message: expect.stringContaining(
        `was queued again and is done); it is paid for, and what arrived is ${server.origin}/job-0.jpg`,
      ),
    });
    expect(await second.get("job-0")).toMatchObject({ state: "done" });
  });

  it("save the images of a sleeping worker, which leaves them alone when it wakes", async () => {
    const schema = freshSchema();
    const server = await provider();
    const { store, sleep, wake } = sleeper({ connectionString, schema, lease });
    const saving = Promise.withResolvers<void>();
    const isSaving = Promise.withResolvers<void>();
    const first = await open({
      store,
      clients: { ark: ark(server) },
      async save() {
        isSaving.resolve();
        await saving.promise;
        return "first";
      },
    });
    await first.add(jobsOf(1));
    const running = first.run();
    await isSaving.promise;
    sleep();
    const second = await open({
      store: postgresStore({ connectionString, schema, lease }),
      clients: { ark: ark(server) },
      save: async () => "second",
    });
    expect(await second.run()).toMatchObject({ states: { done: 1 } });
    saving.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));
    wake();
    expect(await running).toMatchObject({ states: { done: 1 } });
    expect(await second.get("job-0")).toMatchObject({ images: [{ saved: "second" }] });
    expect(server.submissions.get("job-0")).toBe(1);
  });

  it("repeat the submission of a dead worker under its idempotency key, and wait for its task", async () => {
    const schema = freshSchema();
    const server = await serveSimulator();
    onTestFinished(() => server.close());
    const keys: (string | null)[] = [];
    let isOut = false;
    const client = (isFirst: boolean) =>
      createAPIMart({
        apiKey: "any-key",
        baseURL: server.baseURLs.apimart,
        download: { allowPrivateHosts: true },
        fetch: async (url, init) => {
          const key = new Headers(init?.headers).get("idempotency-key");
          if (key !== null) keys.push(key);
          const response = await fetch(url, init);
          if (!isFirst || key === null) return response;
          isOut = true;
          return new Promise(() => {});
        },
      });
    const { store, sleep } = sleeper({ connectionString, schema, lease });
    const first = await open({ store, clients: { apimart: client(true) } });
    await first.add(jobsOf(1, "apimart"));
    first.start();
    await until(() => isOut);
    sleep();
    const second = await open({
      store: postgresStore({ connectionString, schema, lease }),
      clients: { apimart: client(false) },
    });
    expect(await second.run()).toMatchObject({ states: { done: 1 }, spent: { images: 1 } });
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect((await second.get("job-0"))?.attempts).toBe(0);
  });

  it("leave their tasks to others when they stop", async () => {
    const schema = freshSchema();
    const server = await serveSimulator();
    onTestFinished(() => server.close());
    server.simulator.always("apimart", "task-stuck");
    const clients = { apimart: createAPIMart({ apiKey: "any-key", baseURL: server.baseURLs.apimart }) };
    const first = await open({ store: postgresStore({ connectionString, schema }), clients });
    await first.add(jobsOf(1, "apimart"));
    first.start();
    await until(async () => (await first.get("job-0"))?.state === "waiting");
    expect(await first.get("job-0")).toMatchObject({ owner: expect.any(String) });
    await first.stop();
    expect((await first.get("job-0"))?.owner).toBeUndefined();
  });

  it("look for jobs without reading references, and keep those of the jobs that they take up and leave", async () => {
    const schema = freshSchema();
    const server = await serveSimulator();
    onTestFinished(() => server.close());
    server.simulator.always("apimart", "task-stuck");
    const clients = { apimart: createAPIMart({ apiKey: "any-key", baseURL: server.baseURLs.apimart }) };
    const jobs = await open({ store: postgresStore({ connectionString, schema, lease }), clients });
    const request = { prompt: "job-0", images: ["https://example.com/1.png"] };
    await jobs.add([{ key: "job-0", client: "apimart", request }]);
    const sent = vi.spyOn(pg.Client.prototype, "query");
    onTestFinished(() => sent.mockRestore());
    for (const _ of ["submitted", "taken up"]) {
      jobs.start();
      await until(async () => (await jobs.get("job-0"))?.owner !== undefined);
      await until(async () => (await jobs.get("job-0"))?.state === "waiting");
      await jobs.stop();
      expect(await jobs.get("job-0")).toMatchObject({ state: "waiting", request });
      expect((await jobs.get("job-0"))?.owner).toBeUndefined();
    }
    const looks = sent.mock.calls.map((call) => String(call[0])).filter((text) => text.includes("state = ANY"));
    expect(looks.length).toBeGreaterThan(1);
    expect(looks.filter((text) => text.includes("images"))).toEqual([]);
  });

  it("are not disturbed by messages that are delivered again and again", async () => {
    const schema = freshSchema();
    const server = await provider((exchange) => void setTimeout(() => make(exchange), 30));
    const workers = await Promise.all(
      [0, 1].map(() =>
        open({
          store: postgresStore({ connectionString, schema }),
          clients: { ark: ark(server) },
          limits: { ark: { concurrency: 3 } },
        }),
      ),
    );
    await workers[0]?.add(jobsOf(20));
    const running = Promise.all(workers.map((jobs) => jobs.run()));
    let isOver = false;
    running.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      // As pg-boss does with a message whose receiver took too long.
      await query(
        `UPDATE ${schema}.job SET state = 'retry', start_after = now(), completed_on = NULL WHERE name = 'wake-up' AND state > 'retry'`,
      );
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const summary of await running) expect(summary.spent).toMatchObject({ images: 20 });
    expect([...server.submissions.values()]).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it("lose nothing but time when pg-boss's tables are emptied", async () => {
    const schema = freshSchema();
    const server = await provider();
    const jobs = await open({ store: postgresStore({ connectionString, schema }), clients: { ark: ark(server) } });
    await jobs.add(jobsOf(5));
    await query(`DELETE FROM ${schema}.job`);
    expect(await jobs.run()).toMatchObject({ states: { done: 5 } });
  });

  it("save the images of a group whose worker died in the middle", async () => {
    const schema = freshSchema();
    const server = await provider(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { type: "image_generation.partial_succeeded", image_index: 0, url: link("0") };
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    });
    const { store, sleep } = sleeper({ connectionString, schema, lease });
    const first = await open({ store, clients: { ark: ark(server) } });
    await first.add(jobsOf(1, "ark", { count: 3 }));
    first.start();
    const second = await open({
      store: postgresStore({ connectionString, schema, lease }),
      clients: { ark: ark(server) },
      save: async () => "second",
    });
    await until(async () => (await second.get("job-0"))?.images.length === 1);
    sleep();
    expect(await second.run()).toMatchObject({ states: { done: 1 }, spent: { images: 3 } });
    expect(await second.get("job-0")).toMatchObject({
      images: [{ saved: "second" }],
      errors: [{ name: "Interrupted" }],
    });
  });
});

describe.skipIf(!postgres)("a connection that is lost", () => {
  it.each(["before", "after"] as const)(
    "%s a commit reached the database neither repeats nor loses it",
    async (when) => {
      const schema = freshSchema();
      const proxy = await openProxy(connectionString);
      onTestFinished(() => proxy.close());
      const server = await provider();
      const jobs = await open({
        store: postgresStore({ connectionString: proxy.connectionString, schema }),
        clients: { ark: ark(server) },
        limits: { ark: { concurrency: 1 } },
        save: async () => "saved",
      });
      await jobs.add(jobsOf(10));
      proxy.cutAt("COMMIT\0", when);
      const summary = await jobs.run();
      expect(summary).toMatchObject({ states: { done: 10, unknown: 0, submitting: 0 }, spent: { images: 10 } });
      expect(proxy.cuts).toBeGreaterThan(3);
      expect([...server.submissions.values()]).toEqual(Array.from({ length: 10 }, () => 1));
    },
  );

  it("for a second pauses the run, which then records each arrival", async () => {
    const schema = freshSchema();
    const proxy = await openProxy(connectionString);
    onTestFinished(() => proxy.close());
    const server = await provider((exchange) => {
      if (exchange.number === 1 && server.submissions.size === 3) {
        proxy.refuse();
        setTimeout(() => proxy.accept(), 1_000);
      }
      sendJSON(exchange.response, result({ url: exchange.link(exchange.body.prompt) }));
    });
    const jobs = await open({
      store: postgresStore({ connectionString: proxy.connectionString, schema }),
      clients: { ark: ark(server) },
      limits: { ark: { concurrency: 2 } },
    });
    await jobs.add(jobsOf(10));
    expect(await jobs.run()).toMatchObject({ states: { done: 10 }, spent: { images: 10 } });
    expect([...server.submissions.values()]).toEqual(Array.from({ length: 10 }, () => 1));
  });

  // Without it, the run would wait a minute for the database.
  const soon = { timeout: 30_000 };

  it.each(["no", "a"])("and %s submission end a service at once at stop({ abort: true })", soon, async (open) => {
    const isSent = Promise.withResolvers<void>();
    const isAway = Promise.withResolvers<void>();
    const server = await provider(async (exchange) => {
      isSent.resolve();
      await isAway.promise;
      make(exchange);
    });
    const proxy = await openProxy(connectionString);
    onTestFinished(() => proxy.close());
    const store = postgresStore({ connectionString: proxy.connectionString, schema: freshSchema() });
    const jobs = await openJobs({ store, clients: { ark: ark(server) } });
    const ended = jobs.start().ended.catch((error: unknown) => error);
    await jobs.add(open === "a" ? jobsOf(1) : []);
    if (open === "a") await isSent.promise;
    proxy.refuse();
    isAway.resolve();
    const stopping = jobs.stop();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await jobs.stop({ abort: true });
    await stopping;
    await jobs.close();
    expect(await ended).toMatchObject(
      open === "a"
        ? { code: "unrecorded", message: expect.stringContaining(`${server.origin}/job-0.jpg`) }
        : { code: "unwritable" },
    );
  });
});
