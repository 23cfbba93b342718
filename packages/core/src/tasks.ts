import type { CallOptions, ImageEvent, ImageRequest, ImageResult, TaskHandle, TaskOptions } from "./contract.ts";
import type { SeedreamError } from "./errors.ts";
import type { RequestForm } from "./plan.ts";
import type { TaskForm } from "./task-exchange.ts";
import type { Transport } from "./transport.ts";

/** Options of waiting for a task. */
export interface WaitOptions extends Pick<CallOptions, "signal" | "clientRequestId" | "headers"> {
  /** Most milliseconds to wait. Default: as for a call, see {@link Timeouts}. */
  deadline?: number;
  /** Called at each look at the task. */
  onProgress?: (progress: Extract<ImageEvent, { type: "progress" }>) => void;
}

/** How a task stands. */
export interface TaskState {
  /** As the provider calls it: `"pending"`, `"processing"`, `"completed"`, `"failed"`, … */
  readonly status: string;
  /** 0 to 1, where the provider tells. */
  readonly fraction: number | undefined;
  /** Once there are images. */
  readonly result: ImageResult | undefined;
  /** Once it failed. */
  readonly error: SeedreamError | undefined;
}

/** A task that was submitted, here or elsewhere. */
export interface Task {
  readonly handle: TaskHandle;
  /** Looks once. */
  get(options?: Pick<WaitOptions, "signal" | "deadline">): Promise<TaskState>;
  /**
   * Waits for the images.
   *
   * @throws {TaskTimeoutError} when the deadline passes first: the task goes on, and can be waited for again.
   * @throws {TaskFailedError} or a more telling {@link SeedreamError} when the task failed.
   */
  wait(options?: WaitOptions): Promise<ImageResult>;
}

/** What a client with tasks can do beside the contract. */
export interface TaskMethods<Model extends string, Native extends object> {
  /** Submits and comes back at once with a handle: plain JSON, good in any process until the provider forgets it. */
  submit(request: ImageRequest<Model, Native>, options?: TaskOptions): Promise<TaskHandle>;
  /** The task of a handle. */
  task(handle: TaskHandle): Task;
}

/** The methods, whose work is loaded on first use: `generate()` and `stream()` do without. */
export function createTasks<Model extends string, Native extends object>(
  transport: Transport,
  provider: RequestForm<Native>,
  form: TaskForm,
): TaskMethods<Model, Native> {
  const load = () => import("./task-calls.ts");
  return {
    submit: async (request, options = {}) => (await load()).submit(transport, provider, form, request, options),
    task: (handle) => ({
      handle,
      get: async (options = {}) => (await load()).getTask(transport, provider, form, handle, options),
      wait: async (options = {}) => (await load()).waitForTask(transport, provider, form, handle, options),
    }),
  };
}
