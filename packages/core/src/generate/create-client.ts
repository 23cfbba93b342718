import type { SeedreamClient, TaskMethods } from "../contract/client.ts";
import { InvalidRequestError, OutcomeUnknownError } from "../contract/errors.ts";
import type { CallOptions, ClientOptions, TaskOptions } from "../contract/options.ts";
import type { ImageResult } from "../contract/result.ts";
import type { TaskHandle } from "../contract/task.ts";
import type { Api, Provider } from "../provider.ts";
import { validate } from "../request/validate.ts";
import { type Connection, connect } from "../transport/connect.ts";
import { generateEvents, resultOf } from "./generate.ts";
import { submitOnce } from "./submit.ts";
import { followTask, getTaskState, runTask } from "./tasks.ts";

/** The contract, and the raw API. */
export interface ProviderClient<
  Model extends string,
  Paths extends object,
  Native extends object,
  Options extends CallOptions = CallOptions,
> extends SeedreamClient<Model, Native, Options> {
  /**
   * The raw API, typed from the spec: any field, any response as it is. Same rules for keys and time. A POST is retried
   * after a 429, and where nothing was sent; a refusal inside a 200 is a response like any other.
   */
  readonly api: Api<Paths>;
}

/** A client of a provider with tasks. */
export interface TaskClient<Model extends string, Paths extends object, Native extends object>
  extends ProviderClient<Model, Paths, Native, TaskOptions>,
    TaskMethods<Model, Native> {}

/**
 * Creates the client of a description.
 *
 * @throws as {@link connect} does.
 */
export function createClient<Model extends string, Paths extends object, Wire extends object, Native extends object>(
  provider: Provider<Paths, Wire, Native>,
  options: ClientOptions,
  region: string,
): ProviderClient<Model, Paths, Native> {
  const { connection, api } = connect(provider, region, options);
  return { ...contractOf<Model, Native>(connection, submitOnce), api };
}

/** Creates the client of a description with tasks. Throws as {@link createClient} does. */
export function createTaskClient<
  Model extends string,
  Paths extends object,
  Wire extends object,
  Native extends object,
>(
  provider: Provider<Paths, Wire, Native> & Required<Pick<Provider<Paths, Wire, Native>, "tasks">>,
  options: ClientOptions,
  region: string,
): TaskClient<Model, Paths, Native> {
  const { connection, api } = connect(provider, region, options);
  return { ...contractOf<Model, Native>(connection, runTask), ...tasksOf<Model, Native>(connection), api };
}

function contractOf<Model extends string, Native extends object>(
  connection: Connection,
  submit: typeof submitOnce | typeof runTask,
): SeedreamClient<Model, Native, TaskOptions> {
  const { provider } = connection;
  return {
    provider: provider.name,
    models: provider.models,
    validate: (request) => validate(connection, request),
    generate: (request, options = {}) =>
      resultOf(generateEvents(connection, { request, isStreaming: false, submit }, options, "complete")),
    stream: (request, options = {}) =>
      generateEvents(connection, { request, isStreaming: true, submit }, options, "throw"),
  };
}

function tasksOf<Model extends string, Native extends object>(connection: Connection): TaskMethods<Model, Native> {
  return {
    async submit(request, options = {}) {
      const work = { request, isStreaming: false, submit: runTask };
      const events = generateEvents(connection, work, options, "throw");
      // Leaving the loop ends the call on this side; the task goes on.
      for await (const event of events) {
        if (event.type === "progress" && event.task) return event.task;
        if (event.type === "completed") throw withoutTask(event.result);
      }
      throw new Error("it ended before its last event");
    },
    task: (handle) => ({
      handle,
      get: async (options = {}) => getTaskState(connection, ownTask(handle, connection), options),
      wait: async ({ onProgress, ...options } = {}) => {
        const work = { task: ownTask(handle, connection), follow: followTask };
        return resultOf(generateEvents(connection, work, options, "complete"), (event) => {
          if (event.type === "progress") onProgress?.(event);
        });
      },
    }),
  };
}

/** Returns the error for images in place of a task. It carries the images, which are paid for. */
function withoutTask({ provider, requestId, clientRequestId, images, raw }: ImageResult): OutcomeUnknownError {
  const made = images.flatMap((outcome) => (outcome.ok ? [outcome.image] : []));
  const message = "The provider returned images, not a task; they are on this error";
  const details = { provider, requestId, clientRequestId, raw, images: made, charged: "unknown" } as const;
  return new OutcomeUnknownError(message, details);
}

/** @throws {InvalidRequestError} for the task of another provider, and for a handle without an id. */
function ownTask(handle: TaskHandle, { provider: { name: provider } }: Connection): TaskHandle {
  // JavaScript callers and stores may pass a handle without its fields.
  const owner = handle?.provider;
  if (owner === provider && handle.id) return handle;
  if (owner === provider) throw new InvalidRequestError("The task has no id; pass the whole handle", { provider });
  throw new InvalidRequestError(`The task belongs to ${owner}; this client calls ${provider}`, { provider });
}
