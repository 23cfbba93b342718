import {
  type Clock,
  DownloadError,
  type DownloadLimits,
  type GeneratedImage,
  type ImageBytes,
  type ImageRequest,
  InvalidRequestError,
  NotFoundError,
  type SeedreamError,
} from "@seedream-clients/core";
import { FetchedImage, systemClock, toBase64 } from "@seedream-clients/core/client";
import {
  type Job,
  type JobImage,
  type JobRequest,
  type Jobs,
  JobsError,
  type Json,
  mayBeBilled,
  type NewJob,
} from "@seedream-clients/jobs";
import { clientErrors, isReadable, readingOf } from "./job-events.ts";
import { reviveError } from "./page/revive.ts";
import type { Amounts } from "./protocol.ts";
import { refuseInline } from "./refuse-inline.ts";
import type { NewRun, RunKey, RunStore, Started } from "./run-store.ts";
import { add, overspent, type Spending, usualPeriod } from "./spending.ts";

/** Costs of runs in a period. */
interface Spent {
  readonly user: Amounts;
  readonly all: Amounts;
}

/** Result of `jobs.add()`, or the reason for a refusal. */
type Added = { readonly added: number } | { readonly reason: string };

/** Options of {@link jobRuns}. */
export interface JobRunsOptions {
  /** Jobs with the clients of the handler. Call `jobs.start()`, here or in another process. */
  readonly jobs: Jobs;
  /**
   * Reads an image that `save` has saved; returns `undefined` if it is gone. `job` lacks the references of its request.
   * Default: images are fetched from their links, which expire.
   */
  readonly readSaved?: ((image: JobImage, job: Job) => Promise<ImageBytes | undefined>) | undefined;
  /**
   * How long a run is retried while its provider does not accept it, in ms. With 0, the page gets the first refusal.
   * Default: 24 hours after a rate limit, 15 minutes otherwise.
   */
  readonly retryFor?: number | undefined;
  /** Limits on downloads, as in the options of a client. */
  readonly download?: DownloadLimits | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/**
 * Performs runs as jobs, which survive the page and the server. If several servers share a journal, each of them knows
 * every run. A cancelled run ends as `jobs.cancel()` describes.
 *
 * If the journal does not have a run, the page concludes that it never arrived, and sends it again. So all instances of
 * the server must share one journal, on a disk that outlives them, or in PostgreSQL. A journal in memory proves
 * nothing, so pages are told that the outcome of such a run is unknown.
 */
export function jobRuns({ jobs, readSaved, retryFor, download = {}, clock = systemClock }: JobRunsOptions): RunStore {
  /** Adds the costs of jobs after `after` to `before`. Returns the sums, and the `order` of the last job. */
  async function addSpent(before: Spent, user: string, since: number, after: number): Promise<[Spent, number]> {
    let spent = before;
    const { last, jobs: counted } = await jobs.costs(since, after);
    for (const { key, cost } of counted) {
      if (!key.startsWith(allRuns)) continue;
      const isOwn = key.startsWith(prefixOf(user));
      spent = { user: isOwn ? add(spent.user, cost) : spent.user, all: add(spent.all, cost) };
    }
    return [spent, last];
  }

  /** Adds a run unless it passes a limit. Jobs that were added meanwhile are counted first. */
  async function addWithin(spending: Spending, run: NewRun, added: NewJob): Promise<Added> {
    const since = clock.now() - (spending.period ?? usualPeriod);
    let spent: Spent = { user: {}, all: {} };
    let last = 0;
    for (;;) {
      [spent, last] = await addSpent(spent, run.user, since, last);
      const reason = overspent(run.price, spending, spent);
      if (reason) return { reason };
      try {
        return await jobs.add([added], { after: last });
      } catch (cause) {
        if (!(JobsError.isInstance(cause) && cause.code === "outdated")) throw cause;
      }
    }
  }

  /** Finds a run without its references, because pages poll it, and references can have megabytes. */
  const find = (key: RunKey) => jobs.get(nameOf(key), { references: false });

  async function start(run: NewRun): Promise<Started> {
    const { id, clientName, request, spending } = run;
    if (!readSaved) refuseInline(request, "which this server cannot read again");
    const job = { key: nameOf(run), client: clientName, request: toJobRequest(request), retryFor };
    try {
      const isLimited = spending !== undefined && !(await find(run));
      const added = isLimited ? await addWithin(spending, run, job) : await jobs.add([job]);
      // A repeat of the request may have added this run meanwhile, so that it was counted twice.
      if ("reason" in added && (await find(run))) return await start(run);
      if ("reason" in added) return { type: "refused", reason: added.reason };
      return { type: added.added > 0 ? "started" : "known" };
    } catch (cause) {
      if (!JobsError.isInstance(cause)) throw cause;
      if (cause.code === "conflict") {
        refuseErased(await find(run), id);
        return { type: "conflict" };
      }
      if (cause.code === "invalid") throw new InvalidRequestError(cause.message, { status: 400, cause });
      throw cause;
    }
  }

  return {
    isShared: !jobs.isVolatile,
    interval: 500,

    start,

    async read(key, after) {
      const job = await find(key);
      refuseErased(job, key.id);
      return job && readingOf(job, after);
    },

    async image(key, index): Promise<GeneratedImage | undefined> {
      const job = await find(key);
      const facts = job?.images.find((image) => image.index === index);
      if (!job || !facts || !isReadable(facts)) return undefined;
      if (facts.error !== undefined) throw downloadErrorOf(facts.error);
      const { url, mediaType, width, height, expiresAt } = facts;
      const isSaved = facts.saved !== undefined && readSaved !== undefined;
      const bytes = isSaved ? await readSaved(facts, job) : undefined;
      if (isSaved && !bytes) return undefined;
      const inline = bytes && toBase64(bytes);
      return new FetchedImage(
        { url, inline, mediaType, width, height, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) },
        { clock, fetch: (...input) => fetch(...input), download, redact: (outside) => outside },
      );
    },

    async cancel(key) {
      // First, so that no process can start the run after it was not found.
      await jobs.cancelEarly(nameOf(key));
      try {
        return (await jobs.cancel(nameOf(key))).spent;
      } catch (cause) {
        if (!(JobsError.isInstance(cause) && cause.code === "state")) throw cause;
        // The job is over or not known.
        return (await find(key))?.spent;
      }
    },
  };
}

/** Restores the error that kept an image from being saved. */
function downloadErrorOf(error: Json): SeedreamError {
  const [known] = clientErrors(error);
  return known ? reviveError(known, []) : new DownloadError("The image could not be saved");
}

/** @throws {NotFoundError} for an erased job. It says whether the job may have been billed. */
function refuseErased(job: Job | undefined, id: string): void {
  if (!job?.isErased) return;
  const charged = mayBeBilled(job) ? "unknown" : "no";
  const fact = charged === "no" ? "it was not billed" : "it may have been billed";
  throw new NotFoundError(`Run ${id} was deleted; ${fact}; use another id to start again`, {
    status: 410,
    charged,
  });
}

const allRuns = "web/";

const prefixOf = (user: string) => `${allRuns}${encodeURIComponent(user)}/`;

const nameOf = ({ user, id }: RunKey) => prefixOf(user) + id;

/** Converts a request. The handler has made sure that its references are strings. */
function toJobRequest({ images, ...request }: ImageRequest): JobRequest {
  if (images === undefined) return request;
  return { ...request, images: [images].flat().map(String) };
}
