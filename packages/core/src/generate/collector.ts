import { findModel } from "../contract/catalogue.ts";
import { complete, type SeedreamError, StreamInterruptedError } from "../contract/errors.ts";
import type { GeneratedImage } from "../contract/image.ts";
import type { ImageEvent, ImageOutcome, ImageResult, Warning } from "../contract/result.ts";
import type { TaskHandle } from "../contract/task.ts";
import { readRefusal } from "../errors/refusal.ts";
import { type ErrorContext, refusalError } from "../errors/to-error.ts";
import { sniffFormat } from "../images/formats.ts";
import { FetchedImage } from "../images/generated-image.ts";
import type { PreparedRequest, ProviderEvent, ProviderFailure, ProviderMessage } from "../provider.ts";
import { areasOf, estimateCost } from "../request/price.ts";
import { hasFiles, hasGoods } from "../response/goods.ts";
import { object } from "../response/json.ts";
import type { Call } from "../transport/call.ts";
import type { Connection } from "../transport/connect.ts";

/** Greatest fraction before the end. */
const almostDone = 0.99;

/** Reason for doubt: a response may describe an image under names that this version does not know. */
const unread = "it has fields that this version cannot read";

type Progress = Extract<ProviderEvent, { type: "progress" }>;

/** Facts of the request that its result needs, as far as they are known. */
export type Expected = Pick<PreparedRequest, "model" | "count"> &
  Partial<Pick<PreparedRequest, "spec" | "size" | "format" | "references">>;

/** Collects the images, failures and facts of a call. Keeps all of them, however the call ends. */
export class ResultCollector {
  readonly images: FetchedImage[] = [];
  readonly #outcomes = new Map<number, ImageOutcome>();
  readonly #raw: unknown[] = [];
  readonly #call: Call;
  readonly #connection: Connection;
  #expected: Expected = { model: "", count: 1 };
  #warnings: readonly Warning[] = [];
  #requestId: string | undefined;
  #task: TaskHandle | undefined;
  #end: Extract<ProviderEvent, { type: "end" }> | undefined;
  #endHadImage = false;
  #damage: string | undefined;
  /** {@link unread}, if a part had such fields. */
  #unread: string | undefined;
  #status = "submitted";
  #fraction = 0;

  /** @param task A task that was submitted before. Its handle has the model and the count of the request. */
  constructor(call: Call, connection: Connection, task?: TaskHandle) {
    this.#call = call;
    this.#connection = connection;
    if (!task) return;
    this.#task = task;
    const { model, count } = task;
    this.#expected = { model, count, spec: findModel(connection.provider.models, model) };
    call.submission = "accepted";
  }

  /** Sets the facts of the request. Call before the first message. */
  expect(request: Expected, warnings: readonly Warning[]): void {
    this.#expected = request;
    this.#warnings = warnings;
  }

  /**
   * Adds a message. Yields its events for the caller.
   *
   * @throws {SeedreamError} when the message says that the whole request failed.
   */
  *add({ events, raw, requestId, task, damage }: ProviderMessage): Generator<ImageEvent, void> {
    this.#requestId = requestId ?? this.#requestId;
    this.#task ??= task;
    this.#damage ??= damage;
    if (raw !== undefined) this.#raw.push(raw);
    for (const event of events) {
      if ((event.type === "unknown" || event.type === "error") && hasGoods(raw)) this.#unread = unread;
      if (event.type === "image" || event.type === "failure") {
        yield event.type === "image" ? this.#addImage(event) : this.#addFailure(event);
        yield this.#progressed({});
      } else if (event.type === "progress") {
        // A poll that ends the task yields its images or its error: "completed" must not come before them.
        if (!isDone(events)) yield this.#progressed(event);
      } else if (event.type === "unknown") {
        yield { type: "unknown", name: event.name, data: raw };
      } else if (event.type === "error") {
        // With the messages before it: one of them may have an image that this version cannot read.
        throw this.#failed(complete(this.#errorFor(event, false), { raw: this.#rawSoFar() }));
      } else {
        this.#end = event;
        this.#endHadImage = events.some(({ type }) => type === "image");
      }
    }
  }

  /** Returns the progress so far. */
  progress(): ImageEvent {
    const { count } = this.#expected;
    const received = this.images.length;
    return {
      type: "progress",
      status: this.#status,
      received,
      // A decomposition into layers makes more images than `count`.
      expected: Math.max(count, received),
      fraction: this.#fraction,
      task: this.#task,
    };
  }

  /** Moves progress forward only: to the provider's fraction or that of the finished images, whichever is greater. */
  #progressed({ status = "running", fraction }: Partial<Progress>): ImageEvent {
    this.#status = status;
    // `|| 0`, because `Math.max()` of NaN stays NaN for the rest of the call.
    const most = Math.max(this.#fraction, fraction || 0, this.#outcomes.size / this.#expected.count || 0);
    this.#fraction = Math.min(most, almostDone);
    return this.progress();
  }

  /**
   * Whether no more images can come. Some gateways send an end event with each image, so an end event that has one ends
   * the call only at `count` images.
   */
  get isComplete(): boolean {
    return this.#end !== undefined && (!this.#endHadImage || this.#outcomes.size >= this.#expected.count);
  }

  /** Whether the call has a result despite `error`: after the end event always, before it if the caller wants one. */
  canComplete(error: SeedreamError, onInterruption: "throw" | "complete"): boolean {
    if (this.images.length === 0) return false;
    return this.#end !== undefined || (onInterruption === "complete" && error.name !== "AbortedError");
  }

  /** Yields the last events. Throws as {@link result} does. */
  *completed(interruption?: SeedreamError): Generator<ImageEvent, void> {
    const result = this.result(interruption);
    this.#status = "completed";
    this.#fraction = 1;
    yield this.progress();
    yield { type: "completed", result };
  }

  /**
   * Returns the result.
   *
   * @param interruption Why the response broke off.
   * @throws {SeedreamError} of the first image when all failed.
   * @throws {Error} when the response broke off without a reason, has no image and no failure, or has failures alone
   * and may miss an image.
   */
  result(interruption?: SeedreamError): ImageResult {
    if (!this.#end && !interruption) throw new Error(this.#damage ?? "it ended before its last event");
    const outcomes = [...this.#outcomes.values()].sort((a, b) => a.index - b.index);
    const made = outcomes.find((outcome) => outcome.ok);
    const missing = this.#missingImages();
    if (!made) {
      const failed = firstError(outcomes);
      // The error of an image covers its own item only: other items may have a file.
      if (hasFiles(this.#raw, failed?.raw)) throw new Error(unread, { cause: failed });
      if (failed) throw this.#failed(failed, missing);
      throw new Error(missing ?? "it has no image and no error");
    }
    const interrupted = this.isComplete || !interruption ? this.#missingError(missing) : interruption;
    return this.#resultOf(made.image, outcomes, interrupted);
  }

  /** Returns the facts for an error. */
  context(): ErrorContext {
    const { submission } = this.#call;
    return { ...this.#callFacts(), images: this.images, raw: this.#rawSoFar(), submission };
  }

  /** Returns the facts that every error carries, that of one image included. */
  #callFacts() {
    return {
      provider: this.#connection.provider.name,
      clientRequestId: this.#call.clientRequestId,
      requestId: this.#requestId,
      task: this.#task,
    };
  }

  #rawSoFar(): unknown {
    return this.#raw.length > 1 ? this.#raw : this.#raw[0];
  }

  #resultOf(
    image: GeneratedImage,
    images: readonly ImageOutcome[],
    interrupted: SeedreamError | undefined,
  ): ImageResult {
    const { provider, region, transport } = this.#connection;
    const { spec, size = {}, references = [] } = this.#expected;
    const { model, createdAt = new Date(transport.clock.now()), usage = {} } = this.#end ?? {};
    // Some providers return no sizes: the largest area of the requested size counts then.
    const areas = this.images.map(({ width = Math.max(...areasOf(spec, size)), height = 1 }) => width * height);
    return Object.assign(new Result(), {
      provider: provider.name,
      model: model ?? this.#expected.model,
      createdAt,
      image,
      images,
      usage,
      cost: estimateCost(spec, areas, region, references.length),
      warnings: this.#warnings,
      requestId: this.#requestId,
      clientRequestId: this.#call.clientRequestId,
      task: this.#task,
      interrupted,
      raw: this.#rawSoFar(),
    });
  }

  #addImage(event: Extract<ProviderEvent, { type: "image" }>): ImageEvent {
    const { format: asked, spec } = this.#expected;
    const { inline = "", format = asked ?? spec?.output.formats[0] ?? "jpeg" } = event;
    const mediaType = `image/${sniffFormat(inline) ?? format}`;
    const image = new FetchedImage({ ...event, mediaType }, this.#connection.transport);
    const index = this.#place(event.index);
    this.images.push(image);
    this.#outcomes.set(index, { ok: true, index, image });
    return { type: "image", index, image };
  }

  #addFailure(event: Extract<ProviderEvent, { type: "failure" }>): ImageEvent {
    const index = this.#place(event.index);
    const error = this.#errorFor(event, true);
    // If the item has an unknown field that looks like an image, its error does not prove that none was made.
    if (hasGoods(event.error)) complete(error, { charged: "unknown", retryable: false });
    if (error.charged === "unknown") this.#unread = unread;
    this.#outcomes.set(index, { ok: false, index, error });
    return { type: "image-failed", index, error };
  }

  /** Returns the provider's index if it is a free whole number, otherwise the lowest free one: no image is replaced. */
  #place(given: unknown): number {
    if (typeof given === "number" && Number.isSafeInteger(given) && given >= 0 && !this.#outcomes.has(given)) {
      return given;
    }
    let free = 0;
    while (this.#outcomes.has(free)) free++;
    return free;
  }

  /** Says why images may be missing. Failed images count as arrived: some providers count them as generated. */
  #missingImages(): string | undefined {
    const counted = this.#end?.usage.images ?? 0;
    const arrived = this.#outcomes.size;
    return this.#damage ?? (counted > arrived ? `the provider counts ${counted}, and ${arrived} arrived` : undefined);
  }

  /** Turns an error into an unknown outcome if a part could not be read: that part may have an image. */
  #failed(error: SeedreamError, doubt = this.#damage): Error {
    const reason = doubt ?? this.#unread;
    return reason === undefined || error.charged === "unknown" ? error : new Error(reason, { cause: error });
  }

  #missingError(reason: string | undefined): SeedreamError | undefined {
    if (reason === undefined) return undefined;
    const { submission: _, ...facts } = this.context();
    return new StreamInterruptedError(`Images may be missing: ${reason}`, { ...facts, charged: "unknown" });
  }

  #errorFor({ error, status = 200 }: ProviderFailure, isImage: boolean): SeedreamError {
    const refusal = readRefusal(error, { status });
    // An item without an image and without an explanation may have an image under an unknown name. Only an explained
    // error proves that the image failed.
    const isExplained = refusal.code !== undefined || refusal.reason !== undefined;
    return refusalError(refusal, this.#callFacts(), isImage && isExplained && Boolean(object(error).error));
  }
}

/** A result. Keeps the raw response out of `JSON.stringify()`, because it may contain files. */
class Result {
  toJSON(this: ImageResult): object {
    const { raw: _, ...facts } = this;
    return facts;
  }
}

/** Whether events say that a call or a task is done. */
export function isDone(events: readonly ProviderEvent[]): boolean {
  return events.some(({ type }) => type === "end" || type === "error");
}

function firstError(outcomes: readonly ImageOutcome[]): SeedreamError | undefined {
  const errors = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  // An image that may have been made decides, even if another one provably failed.
  return errors.find(({ charged }) => charged === "unknown") ?? errors[0];
}
