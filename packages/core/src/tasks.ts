import { Answer } from "./answer.ts";
import type { CallOptions, ImageEvent, ImageRequest, ImageResult, TaskHandle, TaskOptions } from "./contract.ts";
import type { SeedreamError } from "./errors.ts";
import { findModel } from "./models.ts";
import { plan, type RequestForm } from "./plan.ts";
import { conclude, run } from "./run.ts";
import { followTask, lookAtTask, submitTask, type TaskForm } from "./task-exchange.ts";
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

export function createTasks<Model extends string, Native extends object>(
  transport: Transport,
  provider: RequestForm<Native>,
  form: TaskForm,
): TaskMethods<Model, Native> {
  function open(handle: TaskHandle, { deadline, ...options }: WaitOptions) {
    const { model, count } = handle;
    const call = transport.start(deadline === undefined ? options : { ...options, timeout: deadline }, count);
    const asked = { model, count, spec: findModel(provider.models, model), format: undefined };
    return { call, answer: new Answer(transport, call, asked, [], handle) };
  }

  return {
    async submit(request, options = {}) {
      const planned = await plan(request, provider, transport, options, false);
      const call = transport.start(options, planned.request.count);
      try {
        return (await submitTask(transport, form, call, planned, options)).task;
      } catch (cause) {
        throw await new Answer(transport, call, planned.request, planned.warnings).failure(cause);
      } finally {
        call.end();
      }
    },
    task: (handle) => ({
      handle,
      async get(options = {}) {
        const { call, answer } = open(handle, options);
        let state: TaskState = { status: "unknown", fraction: undefined, result: undefined, error: undefined };
        try {
          const raw = await lookAtTask(transport, form, call, handle);
          const parts = form.fromWire(raw);
          for (const part of parts) if (part.type === "progress") state = { ...state, ...part };
          for await (const _ of answer.read({ parts, raw }));
          return parts.some(({ type }) => type === "end") ? { ...state, result: answer.finish() } : state;
        } catch (cause) {
          const error = await answer.failure(cause);
          if (state.status === "unknown") throw error;
          return { ...state, error };
        } finally {
          call.end();
        }
      },
      wait(options = {}) {
        const { call, answer } = open(handle, options);
        const { onProgress } = options;
        return conclude(answer, run(answer, call, followTask(transport, form, call, handle, 0)), (event) => {
          if (event.type === "progress") onProgress?.(event);
        });
      },
    }),
  };
}
