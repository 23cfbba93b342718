import type { Call } from "./call.ts";
import type { CallOptions, TaskHandle, TaskOptions } from "./contract.ts";
import { type Exchange, type Message, submission } from "./exchange.ts";
import type { Part } from "./part.ts";
import type { Plan } from "./plan.ts";
import { parseJson, requestIdOf, textOf } from "./response-body.ts";
import { sleep } from "./sleep.ts";
import type { Transport } from "./transport.ts";

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
    const { task, requestId } = await submitTask(transport, form, call, plan, options);
    yield { parts: [{ type: "progress", status: "submitted" }], requestId, task };
    yield* followTask(transport, form, call, task, firstWait);
  };
}

/** Submits; the task is the provider's from then on. */
export async function submitTask(
  transport: Transport,
  form: TaskForm,
  call: Call,
  { body, request }: Plan,
  options: TaskOptions,
): Promise<{ task: TaskHandle; requestId: string | undefined }> {
  const { provider, clock } = transport;
  const { idempotencyKey: key } = options;
  const { model, count } = request;
  const inline = request.references.some((reference) => reference.startsWith("data:"));
  const ready =
    form.uploads && inline
      ? await (await import("./upload.ts")).uploadReferences(transport, call, form.uploads, body)
      : body;
  const outgoing = submission(transport, form.path, ready, options);
  const response = await transport.request(
    call,
    key === undefined
      ? outgoing
      : { ...outgoing, headers: { ...outgoing.headers, ...form.idempotency(key) }, stakes: "idempotent" },
    options,
  );
  const raw = await readAll(response, call);
  const id = form.readSubmission(parseJson(raw));
  if (!id) throw new Error(`it names no task: ${raw.slice(0, 60)}`);
  return { task: { provider, id, model, count, submittedAt: clock.now() }, requestId: requestIdOf(response) };
}

/** Looks at a task until it is done; `wait` milliseconds before the first look. */
export async function* followTask(
  transport: Transport,
  form: TaskForm,
  call: Call,
  task: TaskHandle,
  wait: number,
): AsyncGenerator<Message, void> {
  for (let pause = wait; ; pause = Math.min(Math.max(pause * 1.5, firstWait), longestWait)) {
    await sleep(pause, transport.clock, call.signal);
    const raw = await lookAtTask(transport, form, call, task, Number.POSITIVE_INFINITY);
    const parts = form.fromWire(raw);
    const done = parts.some(({ type }) => type === "end" || type === "error");
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
  maxRetries?: number,
): Promise<unknown> {
  const options: CallOptions = maxRetries === undefined ? {} : { maxRetries };
  const url = transport.baseURL + form.taskPath(id);
  const response = await transport.request(call, { url, method: "GET", stakes: "free" }, options);
  try {
    return parseJson(await readAll(response, call));
  } catch {
    call.signal.throwIfAborted();
    return undefined;
  }
}

async function readAll(response: Response, call: Call): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of textOf(response, call)) pieces.push(piece);
  return pieces.join("");
}
