import type { Call } from "./call.ts";
import type { TaskHandle, TaskOptions } from "./contract.ts";
import { type Exchange, type Message, submission } from "./exchange.ts";
import type { Part } from "./part.ts";
import type { Plan } from "./plan.ts";
import { parseJson, readAll, requestIdOf } from "./response-body.ts";
import { sleep } from "./sleep.ts";
import type { Outgoing, Transport } from "./transport.ts";

/** How a provider with tasks is spoken to. */
export interface TaskForm {
  readonly path: string;
  readonly taskPath: (id: string) => string;
  /** Where references given as bytes go first, and the field of the wire request that holds them. */
  readonly uploads?: { readonly path: string; readonly field: string } | undefined;
  /** Headers that let a submission be repeated under a key. */
  readonly idempotency: (key: string) => Readonly<Record<string, string>>;
  /** The id of the task in the answer to a submission. */
  readonly readSubmission: (message: unknown) => string | undefined;
  /** What the state of a task says. Until it says an end or an error, the task is taken to be running. */
  readonly fromWire: (message: unknown) => readonly Part[];
}

/** Milliseconds between one look at a task and the next: the first, and the longest. */
const firstWait = 2000;
const longestWait = 10_000;

/** The exchange of a provider that answers with a task: submit, then look until it is done. */
export function taskExchange(transport: Transport, form: TaskForm): Exchange {
  return async function* (call, plan, options) {
    const { task, requestId, parts, raw } = await submitTask(transport, form, call, plan, options);
    if (isDone(parts)) return yield { parts, raw, requestId };
    yield { parts: [{ type: "progress", status: "submitted" }], requestId, task };
    yield* followTask(transport, form, call, task, firstWait);
  };
}

/** What a submission was answered with: a task, or at once what such a task comes to. */
export interface Submitted {
  readonly task: TaskHandle;
  readonly requestId: string | undefined;
  readonly parts: readonly Part[];
  readonly raw: unknown;
}

/** Submits; the task is the provider's from then on. */
export async function submitTask(
  transport: Transport,
  form: TaskForm,
  call: Call,
  { body, request }: Plan,
  options: TaskOptions,
): Promise<Submitted> {
  const { idempotencyKey } = options;
  const ready =
    form.uploads && request.references.length > 0
      ? await (await import("./upload.ts")).uploadReferences(transport, call, form.uploads, body)
      : body;
  const outgoing = submission(transport, form.path, ready, options);
  const send = (keyed: Outgoing) => transport.request(call, keyed, options);
  const read = (response: Response) => readSubmitted(transport, form, call, request, response);
  if (idempotencyKey === undefined) return read(await send(outgoing));
  const { sendUnderKey } = await import("./idempotency.ts");
  return sendUnderKey(send, read, outgoing, idempotencyKey, form);
}

async function readSubmitted(
  { provider, clock, failures }: Transport,
  form: TaskForm,
  call: Call,
  { model, count }: Plan["request"],
  response: Response,
): Promise<Submitted> {
  const requestId = requestIdOf(response);
  try {
    const content = await readAll(response, call);
    const raw = parseJson(content);
    const id = form.readSubmission(raw);
    if (!id) throw new Error(`it names no task: ${content.slice(0, 60)}`);
    return {
      task: { provider, id, model, count, submittedAt: clock.now() },
      requestId,
      parts: form.fromWire(raw),
      raw,
    };
  } catch (cause) {
    const { clientRequestId } = call;
    throw (await failures()).answerFailure(cause, [], { provider, clientRequestId, requestId });
  }
}

/** Looks at a task until it is done; `wait` milliseconds before the first look. */
export async function* followTask(
  transport: Transport,
  form: TaskForm,
  call: Call,
  task: TaskHandle,
  wait: number,
): AsyncGenerator<Message, void> {
  for (let pause = wait; ; pause = Math.min(pause * 1.5 || firstWait, longestWait)) {
    await sleep(pause, transport.clock, call.signal);
    const raw = await lookAtTask(transport, form, call, task).catch((error: unknown) => {
      // No news: the next look may have some, and the deadline ends the wait.
      if (!Reflect.get(Object(error), "retryable")) throw error;
    });
    const parts = form.fromWire(raw);
    const done = isDone(parts);
    yield { parts, task, raw: done ? raw : undefined };
    if (done) return;
  }
}

/** The state of a task; `undefined` when its answer could not be read, which says nothing about the task. */
export async function lookAtTask(
  transport: Transport,
  form: TaskForm,
  call: Call,
  { id }: TaskHandle,
): Promise<unknown> {
  const url = transport.baseURL + form.taskPath(id);
  const response = await transport.request(call, { url, method: "GET", stakes: "free" });
  try {
    return parseJson(await readAll(response, call));
  } catch {
    call.signal.throwIfAborted();
    return undefined;
  }
}

function isDone(parts: readonly Part[]): boolean {
  return parts.some(({ type }) => type === "end" || type === "error");
}
