import {
  type Clock,
  type DownloadLimits,
  type GeneratedImage,
  type ImageRequest,
  InvalidRequestError,
  NotFoundError,
} from "@seedream-clients/core";
import { FetchedImage, systemClock, toBase64 } from "@seedream-clients/core/client";
import { type Job, type JobImage, type JobRequest, type Jobs, JobsError, mayBeBilled } from "@seedream-clients/jobs";
import { isReadable, readingOf } from "./job-events.ts";
import type { Amounts } from "./protocol.ts";
import type { NewRun, RunKey, RunStore, Started } from "./run-store.ts";
import { add, overspent, usualPeriod } from "./spending.ts";

/** Options of {@link jobRuns}. */
export interface JobRunsOptions {
  /** Jobs that are performed: call `jobs.start()`, here or in another process. Its clients are those of the handler. */
  readonly jobs: Jobs;
  /** Reads an image that `save` has saved. Default: images are fetched from their links, which expire. */
  readonly readSaved?: ((image: JobImage, job: Job) => Promise<Uint8Array<ArrayBuffer>>) | undefined;
  /**
   * How long a run is sent again while its provider does not accept it, in ms; 0 tells the page of the first refusal.
   * Default: that of jobs, for hours.
   */
  readonly retryFor?: number | undefined;
  /** Limits on downloads, as those of a client. */
  readonly download?: DownloadLimits | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/**
 * Performs runs as jobs: they survive the page and the server, and with a journal that several servers share, any of
 * them knows every run. A run that is cancelled ends as `jobs.cancel()` says.
 *
 * A page sends a run again that the journal does not have, as one that never arrived. So all instances of the server must
 * have one journal, on a disk that outlives them, or in PostgreSQL. One in memory proves nothing: its pages are told that
 * the outcome of such a run is unknown.
 */
export function jobRuns({ jobs, readSaved, retryFor, download = {}, clock = systemClock }: JobRunsOptions): RunStore {
  /** Starts follow one another, so that no two together pass a limit of spending. */
  let last: Promise<unknown> = Promise.resolve();

  async function spentSince(moment: number, user?: string): Promise<Amounts> {
    const prefix = user === undefined ? "web/" : prefixOf(user);
    let total: Amounts = {};
    for await (const { key, createdAt, state, price, spent } of jobs.list()) {
      if (createdAt <= moment || !key.startsWith(prefix)) continue;
      total = add(total, state === "queued" ? price : spent);
    }
    return total;
  }

  async function start({ user, id, clientName, request, price, spending }: NewRun): Promise<Started> {
    const key = nameOf({ user, id });
    if (spending && !(await jobs.get(key))) {
      const since = clock.now() - (spending.period ?? usualPeriod);
      const spent = { user: await spentSince(since, user), all: await spentSince(since) };
      const reason = overspent(price, spending, spent);
      if (reason) return { type: "refused", reason };
    }
    if (request.output?.delivery === "inline" && !readSaved) {
      const message = 'output.delivery is "inline", which this server cannot read again; leave it out';
      throw new InvalidRequestError(message, { status: 400 });
    }
    try {
      const { added } = await jobs.add([{ key, client: clientName, request: toJobRequest(request), retryFor }]);
      return { type: added > 0 ? "started" : "known" };
    } catch (cause) {
      if (!(cause instanceof JobsError)) throw cause;
      if (cause.code === "conflict") {
        refuseErased(await jobs.get(key), id);
        return { type: "conflict" };
      }
      if (cause.code === "invalid") throw new InvalidRequestError(cause.message, { status: 400, cause });
      throw cause;
    }
  }

  return {
    isShared: !jobs.isVolatile,
    interval: 500,

    start(run) {
      const started = last.then(() => start(run));
      last = started.catch(() => {});
      return started;
    },

    async read(key, after) {
      const job = await jobs.get(nameOf(key));
      refuseErased(job, key.id);
      return job && readingOf(job, key.id, after);
    },

    async image(key, index): Promise<GeneratedImage | undefined> {
      const job = await jobs.get(nameOf(key));
      const facts = job?.images.find((image) => image.index === index);
      if (!job || !facts || !isReadable(facts)) return undefined;
      const { url, mediaType, width, height, expiresAt } = facts;
      const inline = facts.saved !== undefined && readSaved ? toBase64(await readSaved(facts, job)) : undefined;
      return new FetchedImage(
        { url, inline, mediaType, width, height, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) },
        { clock, fetch: (...input) => fetch(...input), download },
      );
    },

    async cancel(key) {
      try {
        return (await jobs.cancel(nameOf(key))).spent;
      } catch (cause) {
        if (!(cause instanceof JobsError && cause.code === "state")) throw cause;
        // It is over, or not known.
        return (await jobs.get(nameOf(key)))?.spent;
      }
    },
  };
}

/** @throws {NotFoundError} for a job that was erased, which says whether it may have been billed before. */
function refuseErased(job: Job | undefined, id: string): void {
  if (!job?.isErased) return;
  const charged = mayBeBilled(job) ? "unknown" : "no";
  const fact = charged === "no" ? "it was not billed" : "it may have been billed";
  throw new NotFoundError(`Run ${id} was deleted; ${fact}; start another one under an id of its own`, {
    status: 410,
    charged,
  });
}

const prefixOf = (user: string) => `web/${encodeURIComponent(user)}/`;

const nameOf = ({ user, id }: RunKey) => prefixOf(user) + id;

/** The handler has made sure that references are texts. */
function toJobRequest({ images, ...request }: ImageRequest): JobRequest {
  if (images === undefined) return request;
  return { ...request, images: [images].flat().map(String) };
}
