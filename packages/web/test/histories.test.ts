import { createArk } from "@seedream-clients/ark";
import { apiKey, type Plan, Provider, plans } from "@seedream-clients/contract-tests/src/histories/provider.ts";
import { type Process, World } from "@seedream-clients/contract-tests/src/histories/world.ts";
import { type JobStore, type Jobs, memoryStore, openJobs } from "@seedream-clients/jobs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { jobRuns } from "../src/jobs.ts";
import { createHandler, type Handler, memoryRuns, type RunEvent, type RunReading } from "../src/server.ts";
import { digestInThread } from "./digest.ts";

/** `HISTORIES=20000` for a long search, `SEED=…` to repeat one. */
const numRuns = Number(process.env.HISTORIES ?? 150);
const seed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

const limits = { user: { images: 4 }, all: { images: 6 } };

const user = fc.constantFrom("ann", "bob");
const id = fc.constantFrom("run-aaaaaaaaaaaa", "run-bbbbbbbbbbbb", "run-cccccccccccc");

type Step =
  | { readonly type: "go"; readonly choices: readonly number[] }
  | {
      readonly type: "post";
      readonly user: string;
      readonly id: string;
      readonly isStreaming: boolean;
      /** Pieces of the response after which the connection is cut. */
      readonly reads: number;
      /** Bytes of the request after which the connection is cut. */
      readonly bytes: number | undefined;
    }
  | { readonly type: "read" | "cancel"; readonly user: string; readonly id: string; readonly after: number }
  | { readonly type: "time"; readonly ms: number }
  | { readonly type: "full"; readonly transactions: number }
  | { readonly type: "restart" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("go" as const),
      choices: fc.array(fc.nat(7), { minLength: 1, maxLength: 12 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("post" as const),
      user,
      id,
      isStreaming: fc.boolean(),
      reads: fc.nat(6),
      bytes: fc.option(fc.nat(150), { nil: undefined, freq: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom("read", "cancel"), user, id, after: fc.nat(4000) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("time" as const), ms: fc.constantFrom(500, 11_000, 400_000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("full" as const), transactions: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: "restart" as const }) },
);

const histories = fc.record({ plans, steps: fc.array(step, { minLength: 3, maxLength: 20 }) });

interface Server {
  readonly process: Process;
  readonly handler: Handler;
  readonly jobs: Jobs | undefined;
}

/** A request for a run, and the response that its page got. */
interface Told {
  readonly prompt: string;
  readonly number: number;
  readonly server: Server;
  status: number | undefined;
  text: string;
}

const promptOf = (owner: string, run: string) => `${owner} ${run}`;

async function live(
  { plans, steps }: { readonly plans: readonly Plan[]; readonly steps: readonly Step[] },
  isJobs: boolean,
) {
  const world = new World();
  const provider = new Provider(plans);
  const disk = memoryStore();
  const told: Told[] = [];
  const servers: Server[] = [];

  async function open(): Promise<Server> {
    const process = world.process(`${world.processes.length}`);
    const { clock } = process;
    const client = createArk({ apiKey, clock, fetch: provider.fetch(process) });
    const authorize = (request: Request) => ({ user: request.headers.get("x-user") ?? "" });
    const settings = { authorize, clock, limits: { models: "any", count: 3, spending: limits } as const };
    if (!isJobs) {
      return {
        process,
        handler: createHandler({ ...settings, client, store: memoryRuns({ clock }) }),
        jobs: undefined,
      };
    }
    const opening = openJobs({ store: storeOf(process, disk), clients: { ark: client }, clock });
    const jobs = await ended(opening);
    const start = () => {
      // A service manager would restart the process.
      jobs.start().ended.catch(() => {});
    };
    start();
    return {
      process,
      handler: createHandler({ ...settings, clients: { ark: client }, store: jobRuns({ jobs, clock }) }),
      jobs,
    };
  }

  async function ended<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    work.then(end, end);
    await world.quiet();
    await world.finish(() => isOver);
    return work;
  }

  function requestOf(owner: string, path: string, init: RequestInit = {}): Request {
    const headers = { "x-user": owner, "content-type": "application/json", "sec-fetch-site": "same-origin" };
    return new Request(`http://app.test/seedream/${path}`, { ...init, headers });
  }

  async function post(server: Server, { user: owner, id: run, isStreaming, reads, bytes }: Step & { type: "post" }) {
    const prompt = promptOf(owner, run);
    const entry: Told = { prompt, number: told.length, server, status: undefined, text: "" };
    told.push(entry);
    // Each run always has the same request, as when a page repeats its request.
    const count = run.startsWith("run-c") ? 3 : 1;
    const body = JSON.stringify({ id: run, stream: isStreaming, request: { prompt, count } });
    const request = requestOf(owner, "runs", {
      method: "POST",
      body: bytes === undefined ? body : body.slice(0, bytes),
    });
    const response = await server.handler(request);
    entry.status = response.status;
    const reader = response.body?.getReader();
    for (let read = 0; reader && read < reads; read++) {
      const { done, value } = await reader.read();
      if (done) return;
      entry.text += new TextDecoder().decode(value);
    }
    await reader?.cancel();
  }

  async function read(server: Server, owner: string, run: string, after = 0): Promise<RunReading | undefined> {
    const response = await server.handler(requestOf(owner, `runs/${run}?after=${after}`));
    const text = await response.text();
    entryOf(owner, run).text += text;
    return response.status === 200 ? JSON.parse(text) : undefined;
  }

  const others: Told[] = [];
  function entryOf(owner: string, run: string): Told {
    const entry = { prompt: promptOf(owner, run), number: -1, server: current, status: undefined, text: "" };
    others.push(entry);
    return entry;
  }

  let current = await open();
  servers.push(current);
  for (const each of steps) {
    if (each.type === "go") for (const choice of each.choices) await world.open(choice);
    if (each.type === "time") await world.move(each.ms);
    if (each.type === "full") current.process.failures = each.transactions;
    if (each.type === "restart") {
      world.kill(current.process);
      for (const submission of provider.submissions) submission.wasKilled ||= submission.process === current.process;
      current = await open();
      servers.push(current);
    }
    if (each.type === "post") post(current, each).catch(() => {});
    if (each.type === "read") read(current, each.user, each.id, each.after).catch(() => {});
    if (each.type === "cancel") {
      current.handler(requestOf(each.user, `runs/${each.id}`, { method: "DELETE" })).catch(() => {});
    }
    await world.quiet();
  }

  provider.isWell = true;
  current.process.failures = 0;
  if (current.jobs) {
    const { jobs } = current;
    await ended(jobs.stop());
    await ended(jobs.run());
  }
  for (let turn = 0; turn < 500; turn++) if (!(await world.open(0))) await world.move(1_000);
  const readings = new Map<string, RunReading>();
  for (const owner of ["ann", "bob"]) {
    for (const run of ["run-aaaaaaaaaaaa", "run-bbbbbbbbbbbb", "run-cccccccccccc"]) {
      const reading = await ended(read(current, owner, run));
      if (!reading) continue;
      readings.set(promptOf(owner, run), reading);
      for (const [after] of [[0, {}] as const, ...reading.events]) {
        const part = await ended(read(current, owner, run, after));
        expect(part?.events, `events after ${after}`).toEqual(reading.events.filter(([each]) => each > after));
      }
    }
  }
  return { provider, readings, told, texts: [...told, ...others].map(({ text }) => text), current };
}

function storeOf(process: Process, disk: JobStore): JobStore {
  let last: Promise<unknown> = Promise.resolve();
  return {
    transaction(work) {
      const run = last.then(async () => {
        await process.gate();
        if (process.failures > 0) {
          process.failures -= 1;
          throw new Error("database or disk is full");
        }
        const result = await disk.transaction(work);
        await process.gate();
        return result;
      });
      last = run.catch(() => {});
      return run;
    },
    close: async () => {},
  };
}

beforeAll(digestInThread);

describe.each([
  { name: "in memory", isJobs: false },
  { name: "as jobs", isJobs: true },
])("random histories of runs: $name", ({ isJobs }) => {
  it("pays once and within the limits, and tells no page anything false", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { provider, readings, told, texts, current } = await live(history, isJobs);
        const text = texts.join("\n");
        expect(text, "the key").not.toContain(apiKey);
        // A message of the provider may contain a link, so only these fields count.
        expect(text, "what the provider said").not.toMatch(/"raw":|"url":"https:/);
        // Each process in memory has its own limits.
        const counted = provider.submissions.filter(({ process }) => isJobs || process === current.process);
        const billed = { all: 0, ann: 0, bob: 0 };
        for (const prompt of new Set(counted.map(({ key }) => key))) {
          const own = counted.filter(({ key }) => key === prompt);
          const accepted = own.filter(({ isAccepted }) => isAccepted);
          expect(accepted.length, `submissions of ${prompt}`).toBeLessThanOrEqual(1);
          const images = Math.max(0, ...accepted.map((each) => each.billed));
          billed.all += images;
          billed[prompt.startsWith("ann") ? "ann" : "bob"] += images;
          const reading = readings.get(prompt);
          expect(reading, `run ${prompt}`).toMatchObject({ isOver: true });
          const last = reading?.events.at(-1)?.[1];
          if (accepted.length > 0 && last?.type === "error") expect(last.error.charged).toBe("unknown");
        }
        expect(billed.all, "billed in all").toBeLessThanOrEqual(limits.all.images);
        expect(Math.max(billed.ann, billed.bob), "billed for a user").toBeLessThanOrEqual(limits.user.images);
        for (const { prompt, status, number, server } of told) {
          if (status !== 402 || (!isJobs && server !== current)) continue;
          const isLast = told.every((other) => other.prompt !== prompt || other.number <= number);
          if (isLast) expect(readings.has(prompt), `${prompt} was told that nothing was started`).toBe(false);
        }
        for (const { prompt, status, number, server } of told) {
          if (status !== 409 || (!isJobs && server !== current)) continue;
          const isLast = told.every((other) => other.prompt !== prompt || other.number <= number);
          const accepted = counted.filter(({ key, isAccepted }) => key === prompt && isAccepted);
          if (isLast) expect(accepted, `${prompt} was told that it was cancelled before it started`).toEqual([]);
        }
        for (const { events } of readings.values())
          expect(idsOf(events)).toEqual([...new Set(idsOf(events))].sort((a, b) => a - b));
      }),
      { numRuns, ...(seed !== undefined && { seed }), interruptAfterTimeLimit: numRuns > 1000 ? 540_000 : 20_000 },
    );
  }, 600_000);
});

const idsOf = (events: readonly RunEvent[]) => events.map(([each]) => each);
