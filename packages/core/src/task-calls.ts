import { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import type { ImageRequest, ImageResult, TaskHandle, TaskOptions } from "./contract.ts";
import { InvalidRequestError } from "./errors.ts";
import { findModel } from "./models.ts";
import { plan, type RequestForm } from "./plan.ts";
import { conclude, run } from "./run.ts";
import { followTask, lookAtTask, submitTask, type TaskForm } from "./task-exchange.ts";
import type { TaskState, WaitOptions } from "./tasks.ts";
import type { Transport } from "./transport.ts";

export async function submit<Native extends object>(
  transport: Transport,
  provider: RequestForm<Native>,
  form: TaskForm,
  request: ImageRequest<string, Native>,
  options: TaskOptions,
): Promise<TaskHandle> {
  const planned = await plan(request, provider, transport, options, false);
  const call = transport.start(options, planned.request.count);
  try {
    return (await submitTask(transport, form, call, planned, options)).task;
  } catch (cause) {
    throw await new Answer(transport, call, planned.request, planned.warnings).failure(cause);
  } finally {
    call.end();
  }
}

export async function getTask<Native extends object>(
  transport: Transport,
  provider: RequestForm<Native>,
  form: TaskForm,
  handle: TaskHandle,
  options: WaitOptions,
): Promise<TaskState> {
  const { call, answer } = open(transport, provider, handle, options);
  let state: TaskState = { status: "unknown", fraction: undefined, result: undefined, error: undefined };
  try {
    const raw = await lookAtTask(transport, form, call, handle);
    const parts = form.fromWire(raw);
    for (const part of parts) {
      if (part.type === "progress") state = { ...state, status: part.status, fraction: part.fraction };
    }
    for await (const _ of answer.read({ parts, raw }));
    return parts.some(({ type }) => type === "end") ? { ...state, result: answer.finish() } : state;
  } catch (cause) {
    const error = await answer.failure(cause);
    if (state.status === "unknown") throw error;
    return { ...state, error };
  } finally {
    call.end();
  }
}

export async function waitForTask<Native extends object>(
  transport: Transport,
  provider: RequestForm<Native>,
  form: TaskForm,
  handle: TaskHandle,
  options: WaitOptions,
): Promise<ImageResult> {
  const { call, answer } = open(transport, provider, handle, options);
  const { onProgress } = options;
  return conclude(answer, run(answer, call, followTask(transport, form, call, handle, 0)), (event) => {
    if (event.type === "progress") onProgress?.(event);
  });
}

function open<Native extends object>(
  transport: Transport,
  { models }: RequestForm<Native>,
  handle: TaskHandle,
  { deadline, ...options }: WaitOptions,
): { call: Call; answer: Answer } {
  const { model, count, provider } = handle;
  if (provider !== transport.provider) {
    throw new InvalidRequestError(`The task is of ${provider}, and this is a client of ${transport.provider}`, {
      provider,
    });
  }
  const call = transport.start(deadline === undefined ? options : { ...options, timeout: deadline }, count);
  const asked = { model, count, spec: findModel(models, model), format: undefined };
  return { call, answer: new Answer(transport, call, asked, [], handle) };
}
