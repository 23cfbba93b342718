import type { TaskState } from "../contract/client.ts";
import { NotFoundError } from "../contract/errors.ts";
import type { CallOptions, TaskOptions } from "../contract/options.ts";
import type { TaskHandle } from "../contract/task.ts";
import { RequestFailure } from "../errors/failure.ts";
import { ruleFor } from "../errors/rules.ts";
import { reading, refusalError, toError } from "../errors/to-error.ts";
import type { PreparedRequest, ProviderEvent, ProviderMessage } from "../provider.ts";
import { readBody, toMessage } from "../response/body.ts";
import type { Call } from "../transport/call.ts";
import { sleep } from "../transport/clock.ts";
import type { Connection, Operation } from "../transport/connect.ts";
import type { StartOptions } from "../transport/transport.ts";
import { isDone, ResultCollector } from "./collector.ts";

/** Pauses between polls, in ms. */
const firstPause = 2000;
const longestPause = 10_000;

/** Polls that are repeated when a task is not found, or is done without a result: a new task may look so at first. */
const mostDoubts = 3;

/** Most repeats of a keyed submission after a response that cannot be used. */
const mostRepeats = 2;

/** Submits to a provider with tasks, and polls until the task is done. */
export async function* runTask(
  connection: Connection,
  request: PreparedRequest,
  native: object | undefined,
  call: Call,
  options: TaskOptions,
): AsyncGenerator<ProviderMessage, void> {
  // `submitTask` is a separate generator, so that its response is freed while the task is polled.
  const task = yield* submitTask(connection, request, native, call, options);
  if (task) yield* followTask(connection, task, call, { headers: options.headers });
}

/** Submits. Returns the task to wait for, or `undefined` if the response has the result. */
async function* submitTask(
  connection: Connection,
  request: PreparedRequest,
  native: object | undefined,
  call: Call,
  { idempotencyKey: key, headers, maxRetries = connection.transport.maxRetries }: TaskOptions,
): AsyncGenerator<ProviderMessage, TaskHandle | undefined> {
  const { provider, transport } = connection;
  const keyed = { ...headers, ...(key !== undefined && provider.idempotency?.(key)) };
  const retry = key === undefined ? "never" : "keyed";
  const settings = { operation: "submit", retry, headers: keyed, maxRetries } as const;
  for (let repeats = 0; ; repeats++) {
    const reply = await transport.send(call, settings, connection.submit(request, native));
    // Before the body is read: if it breaks off, the error still has the id.
    yield { events: [], requestId: reply.requestId };
    const part = await readBody(reply);
    const message = toMessage(part, provider, transport.redact);
    const task = taskOf(connection, request, part.data);
    // The handle comes first, even if the task failed at once.
    if (task) yield { events: [{ type: "progress", status: "submitted" }], task };
    // A new task without a result still runs, even if the response calls it done.
    if (isDone(message.events) && (hasOutcome(message) || !task)) {
      yield { ...message, task };
      return undefined;
    }
    if (task) return task;
    const { raw, damage } = message;
    const isRepeated = key !== undefined && repeats < Math.min(mostRepeats, maxRetries) && !call.signal.aborted;
    // Keeps the response: an image that it has may be in no other response.
    yield { events: isRepeated ? [{ type: "unknown", name: "submission" }] : [], raw };
    if (!isRepeated) throw part.failure ?? new Error(damage ?? `it names no task: ${JSON.stringify(raw).slice(0, 60)}`);
  }
}

/** How to poll. */
interface PollOptions {
  readonly headers?: CallOptions["headers"];
  /** Wait before the first poll, in ms. */
  readonly pause?: number;
}

/** Polls until a task is done. Pauses, limits and failed polls are the same for every provider. */
export async function* followTask(
  connection: Connection,
  task: TaskHandle,
  call: Call,
  { headers, pause = firstPause }: PollOptions,
): AsyncGenerator<ProviderMessage, void> {
  const pending = new Set(idsOf(task));
  const doubts = new Map<string, number>();
  /** Whether to poll again, because a task that is not found, or is done without a result, may be too new. */
  const isDoubtful = (id: string) => {
    const times = (doubts.get(id) ?? 0) + 1;
    doubts.set(id, times);
    return times <= mostDoubts;
  };
  for (let next = pause; ; next = Math.min(next * 1.5 || firstPause, longestPause)) {
    await sleep(next, connection.transport.clock, call.signal);
    for (const id of pending) {
      const message = await pollTask(connection, task, id, call, headers).catch((cause: unknown) => {
        if (!(cause instanceof RequestFailure)) throw cause;
        if (isFinal(cause) && !(isNotFound(cause) && isDoubtful(id))) throw cause;
        return undefined;
      });
      if (!message) continue;
      const isEmpty = isDone(message.events) && !hasOutcome(message);
      if (isDone(message.events) && !(isEmpty && isDoubtful(id))) pending.delete(id);
      yield partOf(task, message, pending);
    }
    if (pending.size === 0) return;
  }
}

function idsOf({ id, ids }: TaskHandle): readonly string[] {
  // A store may have written `null` for missing ids.
  return ids?.length ? ids : [id];
}

/** Polls one task once. Requests its result too if the provider has a separate address for it. */
async function pollTask(
  { provider, transport, poll, result }: Connection,
  task: TaskHandle,
  id: string,
  call: Call,
  headers: CallOptions["headers"],
): Promise<ProviderMessage> {
  const ask = async (operation: Operation): Promise<ProviderMessage> => {
    const reply = await transport.send(call, { operation: "poll", retry: "always", headers }, operation);
    const part = await readBody(reply);
    call.signal.throwIfAborted();
    // A poll that cannot be read says nothing about the task.
    if (!part.isJson) return { events: [], task };
    const message = toMessage(part, provider, transport.redact);
    // `raw` of a result is the last poll alone.
    return { ...message, task, raw: isDone(message.events) ? message.raw : undefined };
  };
  const state = await ask(poll(id));
  if (!result || !isDone(state.events) || hasOutcome(state)) return state;
  const { events, raw } = await ask(result(id)).catch(failureOf);
  return { ...state, events: [...state.events, ...events], raw };
}

/**
 * Makes the failure of a task from the refusal of its result.
 *
 * @throws any other refusal: it is about the key or the server, not about the task.
 */
function failureOf(cause: unknown): ProviderMessage {
  const { status, raw } = (cause instanceof RequestFailure && cause.refusal) || {};
  if (status !== 400 && status !== 422) throw cause;
  return { events: [{ type: "error", error: raw, status }], raw };
}

/** Fits a message of one task into a call of several: the last task ends it, and a failed task is a failed image. */
function partOf(task: TaskHandle, message: ProviderMessage, pending: ReadonlySet<string>): ProviderMessage {
  const isOneOfSeveral = idsOf(task).length > 1;
  const end: ProviderEvent = { type: "end", usage: {} };
  const events = message.events.flatMap((event): ProviderEvent | ProviderEvent[] => {
    if (event.type === "error" && isOneOfSeveral) {
      const failure: ProviderEvent = { ...event, type: "failure" };
      return pending.size === 0 ? [failure, end] : failure;
    }
    if (event.type === "progress" && isOneOfSeveral) {
      // The fraction of one task is not that of the call.
      return isDone(message.events) ? [] : { ...event, fraction: undefined };
    }
    return event.type === "end" && pending.size > 0 ? [] : event;
  });
  return { ...message, events };
}

/** Whether a failed poll ends the wait: only a refusal that a later poll cannot change does. */
function isFinal({ refusal }: RequestFailure): boolean {
  return refusal !== undefined && !refusalError(refusal, {}, true).retryable;
}

function isNotFound({ refusal }: RequestFailure): boolean {
  return refusal !== undefined && ruleFor(refusal).error === NotFoundError;
}

/** Reads the state of a task from one poll of each of its tasks. */
export async function getTaskState(
  connection: Connection,
  task: TaskHandle,
  options: StartOptions,
): Promise<TaskState> {
  const { provider, transport } = connection;
  const call = reading(provider.name, () => transport.start(options, task.count));
  const collector = new ResultCollector(call, connection, task);
  const pending = new Set(idsOf(task));
  let state: TaskState = { status: "unknown", fraction: undefined, result: undefined, error: undefined };
  try {
    for (const id of idsOf(task)) {
      const message = await pollTask(connection, task, id, call, options.headers);
      if (isDone(message.events)) pending.delete(id);
      for (const event of message.events) {
        // With several tasks, the status is that of one that is not done.
        if (event.type === "progress" && (state.status === "unknown" || pending.has(id))) {
          const { status, fraction } = event;
          state = { ...state, status, fraction: fraction && Math.min(Math.max(fraction, 0), 1) };
        }
      }
      for (const _ of collector.add(partOf(task, message, pending)));
    }
    return pending.size === 0 ? { ...state, result: collector.result() } : state;
  } catch (cause) {
    const error = toError(cause, collector.context());
    // Only the content of a poll can fail a task: a poll that failed, or a call that ended, cannot.
    if (cause instanceof RequestFailure || call.signal.aborted || state.status === "unknown") throw error;
    return { ...state, error };
  } finally {
    call.end();
  }
}

function hasOutcome({ events }: ProviderMessage): boolean {
  return events.some(({ type }) => type === "image" || type === "failure" || type === "error");
}

function taskOf(
  { provider, transport }: Connection,
  { model, count }: PreparedRequest,
  submission: unknown,
): TaskHandle | undefined {
  const ids = provider.tasks?.idsOf(submission) ?? [];
  const [id] = ids;
  if (id === undefined) return undefined;
  const task = { provider: provider.name, id, model, count, submittedAt: transport.clock.now() };
  return ids.length > 1 ? { ...task, ids } : task;
}
