import type { Clock, DownloadLimits, GeneratedImage, SeedreamClient } from "@seedream-clients/core";
import { systemClock, uncountedField } from "@seedream-clients/core/client";
import { fileOf } from "./arrivals.ts";
import { createChanges } from "./changes.ts";
import { checkJobs, type ImagePrice } from "./check.ts";
import { type Clients, clientOf, hasTasks } from "./clients.ts";
import { type Amounts, type Job, type JobState, jobStates, mayBeBilled, type NewJob } from "./job.ts";
import { hasFile, interruption, withoutDelay } from "./job-errors.ts";
import { JobsError } from "./jobs-error.ts";
import { type Costs, createJournal, type GetOptions, isKeyValid, type LaneLimits, type Totals } from "./journal.ts";
import { refuseBilled } from "./operations.ts";
import { perform } from "./perform.ts";
import type { SaveImage } from "./performer.ts";
import type { Rate } from "./rate.ts";
import { type Run, type Stopped, startRun } from "./run.ts";
import { openImage } from "./save-images.ts";
import { createSlots } from "./slots.ts";
import type { JobStore, Lane } from "./store.ts";

/** Limits of a client, which all its jobs share. */
export interface ClientLimits extends Partial<Rate> {
  /** Most submissions under way at once. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Rates of single models by wire id, which replace the rate of the client. */
  readonly models?: Readonly<Record<string, Rate>> | undefined;
}

/** Options of {@link openJobs}. */
export interface JobsOptions {
  /** Store of the journal: `memoryStore()`, `sqliteStore()` of entry `/sqlite`, `postgresStore()` of `/postgres`. */
  readonly store: JobStore;
  /** Clients by name, as in `client` of a job. Jobs for any other client stay as they are. */
  readonly clients: Readonly<Record<string, SeedreamClient>>;
  /** Limits by client. Images per minute count for each model separately. Default: 4 submissions at once. */
  readonly limits?: Readonly<Record<string, ClientLimits>> | undefined;
  /**
   * Budget for all jobs of the journal, by currency and as a number of `images`: `{ CNY: 20, images: 500 }`. Jobs that
   * are under way or may have been billed count at their highest price. Default: no limit.
   */
  readonly budget?: Amounts | undefined;
  /**
   * Prices of an image by `client/model`, which go before the client's price list:
   * `{ "ark/ep-2026…": { amount: 0.25, currency: "CNY" } }`.
   */
  readonly prices?: Readonly<Record<string, ImagePrice>> | undefined;
  /** Saves images, for example `saveToFolder("out")` of the entry `/node`. Default: they stay in the journal, for `image()`. */
  readonly save?: SaveImage | undefined;
  /** Limits on downloads, as in the options of a client. */
  readonly download?: DownloadLimits | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/** Result of a run. */
export interface RunSummary extends Totals {
  /**
   * Why jobs are still queued: the budget, `stop()`, or 64 jobs with unsaved images, after which no more are paid for.
   */
  readonly stopped: Stopped;
}

/** A person's finding about a job whose outcome is unknown. */
export type Finding =
  /** The provider made the images, which are paid for. With links they are saved; otherwise the job is done without. */
  | { readonly made: true; readonly urls?: readonly string[] | undefined }
  /** The provider made nothing: the job is queued again. */
  | { readonly made: false };

/** Options of `Jobs.add()`. */
export interface AddOptions {
  /**
   * `order` of the last job that you know; 0 if you know none. If any process has added a later one, `add()` throws
   * `"outdated"`: read it with `costs()` or `list()`, and decide again. For limits of your own, which no other process
   * may use up between reading and adding. Default: any job may be there.
   */
  readonly after?: number | undefined;
}

/** Durable jobs. */
export interface Jobs {
  /** Whether the journal is lost when this process ends, as with `memoryStore()`. */
  readonly isVolatile: boolean;
  /**
   * Adds jobs, all or none. Checks each as its client would, and sends nothing. A job with a known key stays as it is.
   *
   * @throws {JobsError} `"invalid"` for a job that its client refuses or the budget cannot cover, `"conflict"` for a
   * key of another request or of an erased job, `"outdated"` if `after` is not the last job.
   */
  add(jobs: Iterable<NewJob>, options?: AddOptions): Promise<{ readonly added: number; readonly known: number }>;
  /**
   * Performs jobs until none can go on, neither here nor at another worker that shares the journal.
   *
   * @throws {AuthenticationError} and `PaymentRequiredError`, when a provider refuses the account: jobs stay queued.
   * @throws {JobsError} `"unwritable"` or `"unrecorded"` when the journal cannot be written. Submissions that were out
   * have ended by then.
   */
  run(): Promise<RunSummary>;
  /**
   * Performs jobs, including later ones, until `stop()`.
   *
   * @returns `ended`, which resolves after `stop()`. It rejects when an error of `run()` ends this service; then you may
   * start the jobs again. An error that you do not catch is an unhandled rejection, which ends a Node process.
   */
  start(): { readonly ended: Promise<void> };
  /**
   * Takes up no further job, and waits for the submissions that are out. A task goes on at its provider, and the next
   * run waits for it.
   *
   * @param options `abort`: ends submissions that are out. They may be billed, and become `"unknown"`, with an error
   * named `"Interrupted"`. Where the provider has idempotency keys they are queued, and sent again under their key. The
   * journal does not wait for an unreachable database then; the error has what it could not record.
   */
  stop(options?: { readonly abort?: boolean }): Promise<void>;
  get(key: string, options?: GetOptions): Promise<Job | undefined>;
  /** Yields jobs in the order of adding: those in `states`, with an `order` above `after`. */
  list(states?: readonly JobState[], after?: number): AsyncIterable<Job>;
  totals(): Promise<Totals>;
  /**
   * Returns the costs of jobs that were added after `since`, in ms since 1970, with an `order` above `after`. For limits
   * of your own, together with `after` of `add()`: unlike `list()`, it is quick in a long journal of large references.
   */
  costs(since: number, after?: number): Promise<Costs>;
  /**
   * Opens an image of a job, by its link or, if it came inline, by its bytes. The journal has these until they are
   * saved. Returns `undefined` for an image that is not there.
   */
  image(key: string, index: number): Promise<GeneratedImage | undefined>;
  /**
   * Yields jobs as this process changes them, until `close()`. It also waits before `start()` and after the end of a
   * service, because jobs may be added and started again. A slow loop gets only the newest state of each job. Changes by
   * other workers are in `get()` and `list()`.
   */
  events(): AsyncIterable<Job>;
  /**
   * Cancels a job, and returns its new state. A queued job is not sent. A submission that is out is ended: images that
   * came are saved; without any the job is `"unknown"`, unless it provably was not billed. A task goes on at its
   * provider and is billed; only `retry()` waits for it again. A submission of another process stays `"submitting"`
   * until that process renews its lease, within a third of its length.
   *
   * @param reason Reason of a cancellation that no person asked for. It becomes the message of an error named
   * `"Interrupted"`, which replaces the `AbortedError`.
   * @throws {JobsError} `"state"` when its images have arrived or it is over.
   */
  cancel(key: string, reason?: string): Promise<Job>;
  /**
   * Cancels a job before it is added, because another process may be about to add it: for ten minutes, `add()` in any
   * process that shares the journal adds it as `"cancelled"`, and it is not sent. Changes no job that the journal has.
   */
  cancelEarly(key: string): Promise<void>;
  /**
   * Ends the saving of a job whose images have arrived, for example if links do not respond. The job is `"cancelled"`
   * with the links in `images`, and stays paid for. `retry()` saves the images again, as long as the links work.
   *
   * @throws {JobsError} `"state"` when the job is not `"saving"`.
   */
  cancelSaving(key: string): Promise<Job>;
  /**
   * Queues a failed or cancelled job again. A cancelled job with a task waits for that task again, and one with images
   * saves them, without a submission. Where the provider has idempotency keys, an `"unknown"` job is sent again under
   * its key for 24 hours, and is billed once.
   *
   * @throws {JobsError} `"state"` when a retry could be billed a second time. To pay again, add it under another key.
   */
  retry(key: string): Promise<Job>;
  /** Settles a job whose outcome is unknown, by your finding at the provider. */
  reconcile(key: string, finding: Finding): Promise<Job>;
  /**
   * Deletes the request, images, errors and warnings of a job that is over, for good. Its cost and its key stay, and
   * `add()` refuses the key from then on. Files that `save` wrote are yours to delete.
   *
   * @throws {JobsError} `"state"` when the job is not over: `cancel()` it first, or `cancelSaving()`.
   */
  erase(key: string): Promise<Job>;
  /** Stops, and closes the journal. */
  close(): Promise<void>;
}

const usualConcurrency = 4;

/** Most images that are saved at once. */
const savedAtOnce = 16;

/** Resets a job to its state after `add()`. */
const queuedAgain = {
  state: "queued",
  spent: {},
  attempts: 0,
  refusedSince: undefined,
  notBefore: 0,
  submission: undefined,
  requestId: undefined,
  submittedAt: undefined,
  isRepeat: undefined,
  cancelledAt: undefined,
  cost: undefined,
  task: undefined,
  progress: undefined,
  images: [],
  errors: [],
} as const;

/**
 * Opens a journal of jobs. Jobs whose submission was out when their process ended become `"unknown"`; where the
 * provider has idempotency keys they are sent again, under the same key.
 *
 * @throws {JobsError} `"invalid"` for limits that are not positive numbers, and for prices that are not numbers. After
 * any failure the store is closed.
 */
export async function openJobs({
  store,
  clients,
  limits = {},
  budget = {},
  prices = {},
  save,
  download = {},
  clock = systemClock,
}: JobsOptions): Promise<Jobs> {
  const changes = createChanges();
  const worker = crypto.randomUUID();
  const journal = createJournal(store, clock, worker, (job) => {
    changes.notify(job);
    if (job.state === "saving") for (const { key, onArrival } of cancelling) if (key === job.key) onArrival();
    // A new job is work, and an ended submission makes room for the next one while its images are saved.
    if (job.state !== "submitting") run?.wake();
  });
  const performer = { journal, clients, clock, save, download, prices, withSlot: createSlots(savedAtOnce) };
  let run: Run | undefined;
  /** Pending calls of `cancel()`. They end when images arrive, without waiting until these are saved. */
  const cancelling = new Set<{ readonly key: string; readonly onArrival: () => void }>();
  try {
    checkLimits(limits, budget, clients);
    checkPrices(prices);
    if (!store.sharing) await journal.recover(interrupt);
  } catch (error) {
    // The caller may have no other reference to the store, and its file would stay locked.
    await store.close().catch(() => {});
    throw error;
  }

  function limitsOf({ client, model }: Lane): LaneLimits | undefined {
    if (!clientOf(clients, client)) return undefined;
    const { concurrency = usualConcurrency, models = {}, imagesPerMinute, burst } = limits[client] ?? {};
    const rate = models[model] ?? (imagesPerMinute === undefined ? undefined : { imagesPerMinute, burst });
    return { concurrency, rate };
  }

  /** Whether the price of a job covers all images that `native` may ask for. */
  function isCounted({ client: name, request }: Job): boolean {
    const client = clientOf(clients, name);
    return client !== undefined && uncountedField(client.models, request) === undefined;
  }

  /**
   * Decides about a job whose worker stopped during its submission. If its client is missing, it stays as it is unless
   * it was cancelled: only the client tells whether its provider has idempotency keys.
   */
  function interrupt({ client: name, images, errors, cancelledAt, owner }: Job): Partial<Job> | undefined {
    const client = clientOf(clients, name);
    if (!client && cancelledAt === undefined) return undefined;
    // Sent again under its idempotency key while the key is valid. It is billed once, so it stays in `spent`.
    if (hasTasks(client)) return { state: "queued" };
    const cause =
      owner === worker
        ? "The journal could not record the outcome of the submission"
        : "The process ended while the submission was out";
    const hasImages = images.length > 0;
    // A cancellation explains missing images. Where some came, the error says that more may have been made.
    const reasons = cancelledAt === undefined || hasImages ? [interruption(cause)] : [];
    return { state: hasImages ? "saving" : "unknown", attempts: 0, errors: [...errors, ...reasons] };
  }

  /** Whether a job can be sent again under its idempotency key. */
  function isRepeatable(job: Job): boolean {
    return hasTasks(clientOf(clients, job.client)) && isKeyValid(job, journal.now());
  }

  /** Whether no process has a submission in hand: its sender is gone, and this process has no such client. */
  function isOrphan({ state, client }: Job): boolean {
    return state === "submitting" && !store.sharing && !clientOf(clients, client);
  }

  /** Whether this process can take up a job. A task needs its client; saving images does not. */
  function canResume({ state, client: name }: Job): boolean {
    return state === "saving" || hasTasks(clientOf(clients, name));
  }

  function begin(untilEmpty: boolean): Run {
    if (run) throw new JobsError("The jobs run already; stop() them first", "state");
    const begun = startRun({
      journal,
      clock,
      untilEmpty,
      interrupt,
      canResume,
      sharing: store.sharing,
      claim: () => journal.claim(limitsOf, budget, isCounted),
      perform: (job, signals) => perform(job, performer, signals),
    });
    const forget = () => {
      run = undefined;
    };
    // Cleared before anyone who awaits the end goes on, because they may start the next run.
    run = { ...begun, ended: begun.ended.finally(forget) };
    return run;
  }

  const jobs: Jobs = {
    isVolatile: store.isVolatile ?? false,
    async add(added, { after } = {}) {
      return journal.insert(await checkJobs([...added], { clients, budget, prices }), after);
    },
    async run() {
      const stopped = await begin(true).ended;
      return { ...(await journal.totals()), stopped };
    },
    start() {
      // A promise of its own, so that stop(), which catches the error of the run, does not handle it for the caller.
      return { ended: begin(false).ended.then(() => {}) };
    },
    async stop({ abort = false } = {}) {
      run?.stop(abort);
      if (abort) store.giveUp?.();
      await run?.ended.catch(() => {});
    },
    get: journal.find,
    list: (states = jobStates, after) => journal.list(states, after),
    totals: journal.totals,
    costs: journal.costs,
    async image(key, index) {
      const job = await journal.find(key, { references: false });
      const facts = job?.images.find((image) => image.index === index);
      return job && facts && openImage(job, facts, performer);
    },
    events: changes.listen,
    async cancel(key, reason) {
      const arrival = Promise.withResolvers<void>();
      const waiting = { key, onArrival: arrival.resolve };
      cancelling.add(waiting);
      try {
        // Written to the journal first, because the submission may end before the signal reaches it.
        const after = await journal.update("cancel", key, (job, now) => {
          const { cancelledAt, errors } = job;
          // The first of two cancellations gives the reason.
          const why = reason === undefined || cancelledAt !== undefined ? [] : [interruption(reason)];
          const mark = { cancelledAt: cancelledAt ?? now, errors: [...errors, ...why] };
          return isOrphan(job) ? { ...mark, ...interrupt({ ...job, ...mark }) } : mark;
        });
        if (after.state === "saving") run?.look();
        await Promise.race([run?.end(key, "stop", "abort"), arrival.promise]);
        return (await journal.find(key)) ?? after;
      } finally {
        cancelling.delete(waiting);
      }
    },
    cancelEarly: journal.cancelEarly,
    async cancelSaving(key) {
      const after = await journal.update("cancelSaving", key, (_, now) => ({ state: "cancelled", cancelledAt: now }));
      await run?.end(key, "leave");
      return after;
    },
    async retry(key) {
      const job = await journal.update("retry", key, (over) => {
        // Errors with a file stay: after a refused repeat, they may have the only copy of an image.
        const errors = over.errors.filter(hasFile);
        const again = { cancelledAt: undefined, attempts: 0, notBefore: 0, errors };
        if (over.state === "cancelled" && over.images.length > 0) {
          return { ...again, state: "saving", errors: withoutDelay(over) };
        }
        if (over.state === "cancelled" && over.task) return { ...again, state: "waiting" };
        if (over.state === "unknown" && isRepeatable(over)) return { ...again, state: "queued" };
        if (over.state !== "unknown" && !mayBeBilled(over)) return queuedAgain;
        refuseBilled(over);
      });
      if (job.state !== "queued") run?.look();
      return job;
    },
    async reconcile(key, finding) {
      if (finding.made) for (const url of finding.urls ?? []) checkLink(url);
      const job = await journal.update("reconcile", key, () => {
        if (!finding.made) return queuedAgain;
        const images = (finding.urls ?? []).map((url, index) => ({ index, url, mediaType: "" }));
        return { state: images.length > 0 ? "saving" : "done", attempts: 0, notBefore: 0, images };
      });
      if (job.state === "saving") run?.look();
      return job;
    },
    async erase(key) {
      const known = await journal.find(key);
      if (known?.isErased) return known;
      return journal.update(
        "erase",
        key,
        () => ({ request: { prompt: "" }, images: [], errors: [], warnings: [], isErased: true }),
        async (transaction, { images }) => {
          for (const { index } of images) await transaction.deleteFile(fileOf({ key }, index));
          await transaction.purge?.();
        },
      );
    },
    async close() {
      await jobs.stop();
      changes.end();
      await store.close();
    },
  };
  return jobs;
}

function checkLink(url: string): void {
  if (URL.canParse(url) && /^https?:/i.test(url)) return;
  throw new JobsError(
    `urls has ${JSON.stringify(url)}; it must have links that begin with https:// or http://`,
    "invalid",
  );
}

/** Checks prices. A price that is not a number would never reach a budget. */
function checkPrices(prices: Readonly<Record<string, ImagePrice>>): void {
  for (const [model, { amount, currency }] of Object.entries(prices)) {
    const name = `prices[${JSON.stringify(model)}]`;
    if (!Number.isFinite(amount) || amount < 0) {
      throw new JobsError(`${name}.amount is ${amount}; it must be a number of at least 0`, "invalid");
    }
    if (currency && currency !== "images") continue;
    throw new JobsError(
      `${name}.currency is ${JSON.stringify(currency)}; it must be a currency such as CNY`,
      "invalid",
    );
  }
}

function checkLimits(limits: Readonly<Record<string, ClientLimits>>, budget: Amounts, clients: Clients): void {
  const positive = (name: string, value: number | undefined) => {
    if (value === undefined || value > 0) return;
    throw new JobsError(`${name} is ${value}; it must be a number above 0`, "invalid");
  };
  for (const [client, { concurrency, imagesPerMinute, burst, models = {} }] of Object.entries(limits)) {
    if (!clientOf(clients, client)) {
      throw new JobsError(
        `limits has ${JSON.stringify(client)}, which is not in clients; correct the name, or add its client`,
        "invalid",
      );
    }
    positive(`limits.${client}.concurrency`, concurrency);
    positive(`limits.${client}.imagesPerMinute`, imagesPerMinute);
    positive(`limits.${client}.burst`, burst);
    for (const [model, rate] of Object.entries(models)) {
      const name = `limits.${client}.models[${JSON.stringify(model)}]`;
      positive(`${name}.imagesPerMinute`, rate.imagesPerMinute ?? Number.NaN);
      positive(`${name}.burst`, rate.burst);
    }
  }
  for (const [currency, amount] of Object.entries(budget)) positive(`budget.${currency}`, amount);
}
