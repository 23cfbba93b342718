import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import { apiKey, type Plan, Provider, plans } from "@seedream-clients/contract-tests/src/histories/provider.ts";
import { type Process, World } from "@seedream-clients/contract-tests/src/histories/world.ts";
import fc from "fast-check";
import {
  type Job,
  type JobStore,
  type Jobs,
  JobsError,
  type NewJob,
  openJobs,
  type SaveImage,
} from "../../src/index.ts";

/** Lease of workers that share a journal, in ms. */
const lease = 30_000;

const key = fc.constantFrom("a", "b", "c", "d");
const worker = fc.nat(1);

/** A step of a history. */
export type Step =
  | { readonly type: "go"; readonly choices: readonly number[] }
  | { readonly type: "start" | "run"; readonly worker: number }
  | { readonly type: "kill" | "sleep"; readonly worker: number }
  | { readonly type: "stop"; readonly worker: number; readonly abort: boolean }
  | { readonly type: "time"; readonly ms: number }
  | { readonly type: "full"; readonly worker: number; readonly transactions: number }
  | { readonly type: "saveFails"; readonly times: number }
  | {
      readonly type: "cancel" | "cancelEarly" | "cancelSaving" | "retry" | "erase" | "reconcile";
      readonly worker: number;
      readonly key: string;
    };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant("go" as const),
      choices: fc.array(fc.nat(7), { minLength: 1, maxLength: 12 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom("start" as const, "run" as const), worker }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom("kill" as const, "sleep" as const), worker }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("stop" as const), worker, abort: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("time" as const),
      ms: fc.constantFrom(1_000, 11_000, 31_000, 70_000, 400_000, 3_700_000, 90_000_000, -50_000, -90_000_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("full" as const), worker, transactions: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("saveFails" as const), times: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom("cancel", "cancelEarly", "cancelSaving", "retry", "erase", "reconcile"),
      worker,
      key,
    }),
  },
);

/** A history: the jobs, the plans of their providers, and the steps meanwhile. */
export interface History {
  readonly jobs: readonly { readonly client: "ark" | "apimart"; readonly count: number }[];
  readonly plans: readonly Plan[];
  readonly steps: readonly Step[];
  readonly budget: number | undefined;
}

export const histories: fc.Arbitrary<History> = fc.record({
  jobs: fc.array(
    fc.record({
      client: fc.constantFrom("ark" as const, "ark" as const, "apimart" as const),
      count: fc.constantFrom(1, 1, 3),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  plans,
  steps: fc.array(step, { minLength: 3, maxLength: 25 }),
  budget: fc.constantFrom(undefined, 2, 4, 6),
});

interface Worker {
  readonly process: Process;
  readonly opened: Promise<Jobs>;
  jobs: Jobs | undefined;
}

/** Outcome of a history. */
export interface Outcome {
  readonly provider: Provider;
  readonly jobs: readonly Job[];
  /** Bytes of images that are left in the journal. */
  readonly files: readonly string[];
  readonly spent: Readonly<Record<string, number>>;
  /** Text of everything that was written or reported anywhere. */
  readonly places: string;
  /** Images that may be lost, because their process was killed with them. */
  readonly excused: ReadonlySet<string>;
  /** Jobs that a person has erased. */
  readonly erased: ReadonlySet<string>;
  /** Most images that the jobs may make. */
  readonly budget: number | undefined;
  /** Jobs that are still `"submitting"` after their process has run again. */
  readonly stuck: readonly Job[];
}

/** Performs a history to its end, with a journal that is opened again after each kill. */
export async function live(
  { jobs: asked, plans, steps, budget }: History,
  openDisk: () => JobStore | Promise<JobStore>,
  isShared: boolean,
): Promise<Outcome> {
  const world = new World();
  const provider = new Provider(plans);
  let disk = await openDisk();
  const saved: string[] = [];
  const said: string[] = [];
  const excused = new Set<string>();
  const erased = new Set<string>();
  let saveFails = 0;
  const workers: (Worker | undefined)[] = [];
  const watchers = new Map<Process, () => Promise<void>>();

  function say(error: unknown): void {
    said.push(textOf(error));
    if (!(error instanceof JobsError)) return;
    for (const image of error.images) {
      if (!image.url) image.bytes().then((bytes) => said.push(Buffer.from(bytes).toString("latin1")), say);
    }
  }

  function storeOf(process: Process): JobStore {
    let last: Promise<unknown> = Promise.resolve();
    const store: JobStore = {
      transaction(work) {
        const run = last.then(async () => {
          await process.gate();
          if (process.failures > 0) {
            process.failures -= 1;
            process.hasFailed = true;
            throw new Error("database or disk is full");
          }
          const result = await world.outside(
            disk.transaction((transaction) => work(isShared ? { ...transaction, now: world.now, wake } : transaction)),
          );
          await process.gate();
          return result;
        });
        last = run.catch(() => {});
        return run;
      },
      close: async () => {},
    };
    function wake(): void {
      for (const [other, look] of watchers) if (other !== process) void other.gate().then(look).catch(say);
    }
    if (!isShared) return store;
    return {
      ...store,
      sharing: {
        lease,
        async watch(look) {
          watchers.set(process, look);
          return async () => void watchers.delete(process);
        },
      },
    };
  }

  function open(name: string): Worker {
    const process = world.process(name);
    const options = { apiKey, fetch: provider.fetch(process), clock: process.clock };
    const save: SaveImage = async (image, _, { url }) => {
      await process.gate();
      if (saveFails > 0) {
        saveFails -= 1;
        throw new Error("The disk of images is full");
      }
      const name =
        url ??
        Buffer.from(await image.bytes())
          .subarray(4)
          .toString();
      saved.push(name);
      await process.gate();
      return { path: "out" };
    };
    const opened = openJobs({
      store: storeOf(process),
      clients: { ark: createArk(options), apimart: createAPIMart(options) },
      limits: { ark: { concurrency: 2 }, apimart: { concurrency: 2 } },
      ...(budget !== undefined && { budget: { images: budget } }),
      save,
      clock: process.clock,
    });
    const worker: Worker = { process, opened, jobs: undefined };
    opened.then((jobs) => {
      worker.jobs = jobs;
      void listen(jobs);
    }, say);
    return worker;
  }

  async function listen(jobs: Jobs): Promise<void> {
    for await (const job of jobs.events())
      said.push(JSON.stringify({ event: job.state, errors: job.errors }).slice(0, 0));
  }

  /** All jobs, and the bytes that are in the journal. */
  async function read(): Promise<{ jobs: Job[]; files: string[]; spent: Record<string, number> }> {
    return disk.transaction(async (transaction) => {
      const jobs = await transaction.findAll(["a", "b", "c", "d"]);
      const files: string[] = [];
      for (const job of jobs) {
        for (let index = 0; index < 20; index++) {
          const bytes = await transaction.readFile(`${job.key} ${index}`);
          if (bytes) files.push(`${job.key} ${index} ${Buffer.from(bytes).toString("latin1")}`);
        }
      }
      return { jobs, files, spent: { ...(await transaction.read("ledger"))?.spent } };
    });
  }

  async function places(): Promise<string> {
    const { jobs, files } = await read();
    return [JSON.stringify(jobs), ...files, ...saved, ...said].join("\n");
  }

  async function kill({ process }: Worker): Promise<void> {
    world.kill(process);
    watchers.delete(process);
    if (!isShared) {
      await disk.close();
      disk = await openDisk();
    }
    const known = await places();
    for (const submission of provider.submissions) {
      if (submission.process !== process) continue;
      submission.wasKilled = true;
      for (const name of submission.arrived) if (!known.includes(name)) excused.add(name);
    }
  }

  async function workerAt(index: number): Promise<Worker> {
    const place = isShared ? index : 0;
    const known = workers[place];
    if (known) return known;
    const made = open(`${place}.${world.processes.length}`);
    workers[place] = made;
    await world.quiet();
    return made;
  }

  const newJobs = (): NewJob[] =>
    asked.map(({ client, count }, index) => {
      const name = "abcd".charAt(index);
      return { key: name, client, request: { prompt: name, ...(client === "ark" && { count }) } };
    });

  async function add(worker: Worker): Promise<void> {
    const jobs = await worker.opened;
    await jobs.add(newJobs());
  }

  async function act(step: Step): Promise<void> {
    if (step.type === "go") {
      for (const choice of step.choices) await world.open(choice);
      return;
    }
    if (step.type === "time") return world.move(step.ms);
    if (step.type === "saveFails") {
      saveFails = step.times;
      return;
    }
    const place = isShared ? step.worker : 0;
    if (step.type === "sleep") {
      const known = workers[place]?.process;
      if (known) known.isAsleep = !known.isAsleep;
      return;
    }
    if (step.type === "kill") {
      const known = workers[place];
      workers[place] = undefined;
      if (known) await kill(known);
      return;
    }
    const worker = await workerAt(step.worker);
    const { jobs } = worker;
    if (step.type === "full") {
      worker.process.failures = step.transactions;
      return;
    }
    if (step.type === "start" || step.type === "run") {
      worker.opened.then<unknown>((opened) => (step.type === "run" ? opened.run() : opened.start().ended)).catch(say);
    }
    if (!jobs) return world.quiet();
    if (step.type === "stop") jobs.stop({ abort: step.abort }).catch(say);
    if (step.type === "cancel") jobs.cancel(step.key).catch(say);
    if (step.type === "cancelEarly") jobs.cancelEarly(step.key).catch(say);
    if (step.type === "cancelSaving") jobs.cancelSaving(step.key).catch(say);
    if (step.type === "retry") jobs.retry(step.key).catch(say);
    if (step.type === "erase") {
      jobs.erase(step.key).then(({ isErased }) => isErased && erased.add(step.key), say);
    }
    if (step.type === "reconcile") {
      // An honest person checks the provider's list, and reconciles only unknown jobs.
      const { jobs: known } = await read();
      if (!known.some(({ key, state }) => key === step.key && state === "unknown")) return;
      const own = provider.submissions.filter(({ key }) => key === step.key);
      const made = own.some(({ isAccepted }) => isAccepted);
      jobs.reconcile(step.key, made ? { made, urls: own.flatMap(({ arrived }) => arrived) } : { made }).catch(say);
    }
    await world.quiet();
  }

  async function done(work: Promise<unknown>): Promise<void> {
    let isOver = false;
    work.then(
      () => {
        isOver = true;
      },
      (error: unknown) => {
        isOver = true;
        say(error);
      },
    );
    await world.quiet();
    await world.finish(() => isOver);
  }

  const first = await workerAt(0);
  await done(add(first));
  for (const step of steps) await act(step);

  // Nothing fails from here on, and sleeping processes wake up.
  provider.isWell = true;
  saveFails = 0;
  for (const { process } of workers.filter((each) => each !== undefined)) {
    process.failures = 0;
    process.isAsleep = false;
  }
  for (let turn = 0; turn < 200 && (await world.open(0)); turn++);
  const left = workers.filter((each) => each !== undefined);
  // A service does not end by itself.
  await done(Promise.all(left.map(({ opened }) => opened.then((jobs) => jobs.stop()))));
  await done(Promise.all(left.map(({ opened }) => opened.then((jobs) => jobs.run().catch(say)))));
  const hasRun = !isShared && left.some(({ jobs }) => jobs);
  const stuck = hasRun ? (await read()).jobs.filter(({ state }) => state === "submitting") : [];
  // A new process, as after the next start of the computer.
  for (const { process } of workers.filter((each) => each !== undefined)) world.kill(process);
  await world.move(10 * 60_000);
  if (!isShared) {
    await disk.close();
    disk = await openDisk();
  }
  const last = open("last");
  await done(last.opened.then((jobs) => jobs.run()));
  // Late enough for every wait for a task to end, even if the clock was set back after its submission.
  const submissions = (await read()).jobs.map(({ task }) => task?.submittedAt ?? 0);
  await world.move(Math.max(world.now, ...submissions) - world.now + 2 * 24 * 3_600_000);
  await done(last.opened.then((jobs) => jobs.run()));
  // If a task was never found and its submission was not billed, a person has the job sent again.
  for (const { key, state, task } of (await read()).jobs) {
    const isBilled = provider.submissions.some((each) => each.key === key && each.isAccepted);
    if (state !== "unknown" || !task || isBilled) continue;
    await done(last.opened.then((jobs) => jobs.reconcile(key, { made: false })));
  }
  await done(last.opened.then((jobs) => jobs.run()));
  const { jobs, files, spent } = await read();
  const text = await places();
  await disk.close();
  return {
    provider,
    jobs,
    files,
    spent,
    places: text,
    excused,
    erased,
    budget,
    stuck,
  };
}

/** Returns all text of an error and its causes, however they are logged. */
function textOf(error: unknown): string {
  const texts: string[] = [];
  for (let each: unknown = error; each instanceof Error && texts.length < 9; each = each.cause) {
    texts.push(String(each), JSON.stringify(Object.assign({}, each)));
  }
  return texts.length > 0 ? texts.join(" ") : String(error);
}
