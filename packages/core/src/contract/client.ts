import type { ModelCatalogue } from "./catalogue.ts";
import type { SeedreamError } from "./errors.ts";
import type { CallOptions, Hooks, TaskOptions } from "./options.ts";
import type { ImageRequest } from "./request.ts";
import type { ImageEvent, ImageResult, Validation } from "./result.ts";
import type { TaskHandle } from "./task.ts";

/** The contract that every client honours. */
export interface SeedreamClient<
  Model extends string = string,
  Native extends object = object,
  Options extends CallOptions = CallOptions,
> {
  /** Name of the provider, for example `"ark"`. */
  readonly provider: string;
  /** The provider's models and their limits, as of the client's spec. */
  readonly models: ModelCatalogue;
  /**
   * Makes images and waits for them.
   *
   * @throws {SeedreamError} only when there is no image at all. Its class gives the reason; `charged` says whether the
   * call may have been billed.
   */
  generate(request: ImageRequest<Model, Native>, options?: Options): Promise<ImageResult>;
  /**
   * Checks a request as `generate()` does, and returns its body and its price. Sends nothing and needs no key.
   *
   * @throws {InvalidRequestError} only for a request that cannot be read, or for `native` that JSON cannot express.
   */
  validate(request: ImageRequest<Model, Native>): Promise<Validation>;
  /**
   * Makes images and yields each as it arrives. Providers that cannot stream yield the same events from one response.
   * Leaving the loop cancels the call.
   *
   * @throws {SeedreamError} in the loop, also when every image failed. Its `images` are those that arrived before.
   */
  stream(request: ImageRequest<Model, Native>, options?: Options): AsyncIterable<ImageEvent>;
}

/** Further methods of a client for a provider with tasks. */
export interface TaskMethods<Model extends string, Native extends object> {
  /**
   * Submits a request and returns its task handle, without waiting for the images.
   *
   * @throws {SeedreamError} as `generate()` does.
   */
  submit(request: ImageRequest<Model, Native>, options?: TaskOptions): Promise<TaskHandle>;
  /** Returns the task of a handle. Sends nothing. */
  task(handle: TaskHandle): Task;
}

/** A task that was submitted, here or in another process. */
export interface Task {
  readonly handle: TaskHandle;
  /** Polls once. */
  get(options?: Omit<WaitOptions, "onProgress">): Promise<TaskState>;
  /**
   * Polls until the task is done and returns its result.
   *
   * @throws {TaskTimeoutError} when the deadline passes first. The task goes on, and you can wait for it again.
   * @throws {TaskFailedError} or a more specific {@link SeedreamError} when the task failed.
   */
  wait(options?: WaitOptions): Promise<ImageResult>;
}

/** Options of waiting for a task. */
export interface WaitOptions extends Hooks, Pick<CallOptions, "signal" | "clientRequestId" | "headers"> {
  /** Longest wait, in ms. Default: as for a call, see `Timeouts`. */
  deadline?: number | undefined;
  /** Called after each poll. */
  onProgress?: ((progress: Extract<ImageEvent, { type: "progress" }>) => void) | undefined;
}

/** State of a task. */
export interface TaskState {
  /** The provider's own word: `"pending"`, `"processing"`, `"completed"`, `"failed"`, … */
  readonly status: string;
  /** 0 to 1; `undefined` if the provider returns none. */
  readonly fraction: number | undefined;
  /** Set when the task is done and has images. */
  readonly result: ImageResult | undefined;
  /** Set when the task failed. */
  readonly error: SeedreamError | undefined;
}
