import fc from "fast-check";
import { type Answer, anyAnswer, hasLink, link, toResponse } from "../faults/any-answer.ts";
import type { Process } from "./world.ts";

/** Reaction of a provider to a submission. */
export type Plan =
  /** Makes images; with `cut`, the response breaks off before that piece. */
  | { readonly type: "make"; readonly images: number; readonly isInline: boolean; readonly cut?: number | undefined }
  | { readonly type: "any"; readonly answer: Answer }
  | { readonly type: "refuse"; readonly status: 400 | 401 | 429 }
  /** Accepts it, and never responds. */
  | { readonly type: "silent" }
  /** Accepts it, and closes the connection. */
  | { readonly type: "reset" }
  | { readonly type: "unreachable" }
  /** With tasks: returns the id of a task, makes no image and never finds the task. Without tasks: makes an image. */
  | { readonly type: "forget" };

const plan = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("make" as const),
      images: fc.integer({ min: 1, max: 3 }),
      isInline: fc.boolean(),
      cut: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined, freq: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("any" as const), answer: anyAnswer }) },
  fc.constantFrom<Plan>(
    { type: "silent" },
    { type: "reset" },
    { type: "unreachable" },
    { type: "forget" },
    { type: "refuse", status: 400 },
    { type: "refuse", status: 401 },
    { type: "refuse", status: 429 },
  ),
);

export const plans = fc.array(plan, { minLength: 1, maxLength: 6 });

/** A submission that has reached the provider. */
export interface Submission {
  readonly key: string;
  /** Idempotency key, if the provider has such keys. */
  readonly id: string | undefined;
  readonly process: Process;
  /** Whether its response is random. */
  readonly isAny: boolean;
  /** Whether the provider makes the images, as far as a response can prove. */
  readonly isAccepted: boolean;
  /** Number of images that are billed if the submission is accepted. */
  readonly billed: number;
  /** Names of the images that have arrived. */
  readonly arrived: string[];
  /** Whether a clear refusal has arrived. */
  isRefused: boolean;
  /** Whether its process was killed before the end. */
  wasKilled: boolean;
}

/** The key of the account. */
export const apiKey = "sk-history+/5b1d9c2e7f3a==";

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

/** Returns an inline image in Base64. Its content is its name. */
export const inlineImage = (name: string): string => Buffer.concat([jpeg, Buffer.from(name)]).toString("base64");

const json = { headers: { "content-type": "application/json" } };
const created = Date.UTC(2026, 0, 1) / 1000;

/** Simulates Ark and APIMart by the plans of a history. */
export class Provider {
  readonly submissions: Submission[] = [];
  /** Whether every submission succeeds from now on. */
  isWell = false;
  readonly #plans: readonly Plan[];
  /** Tasks by idempotency key. */
  readonly #tasks = new Map<string, { readonly submission: Submission; readonly names: readonly string[] }>();
  #polls = 0;

  constructor(plans: readonly Plan[]) {
    this.#plans = plans;
  }

  #next(): Plan {
    if (this.isWell) return { type: "make", images: 3, isInline: false };
    return this.#plans[this.submissions.length % this.#plans.length] ?? { type: "silent" };
  }

  /** The `fetch` of a process. */
  fetch(process: Process): typeof globalThis.fetch {
    return async (input, init) => {
      const signal = init?.signal ?? undefined;
      const step = () => abortable(process.gate(), signal);
      signal?.throwIfAborted();
      const headers = new Headers(init?.headers);
      if (init?.method !== "POST") return this.#poll(String(input), step);
      const body = JSON.parse(await new Response(init.body).text());
      const id = headers.get("idempotency-key") ?? undefined;
      return this.#submit({ body, id, process, step });
    };
  }

  async #submit({ body, id, process, step }: Exchange): Promise<Response> {
    const known = id === undefined ? undefined : this.#tasks.get(id);
    const planned = this.#next();
    const isForgotten = planned.type === "forget" && id !== undefined;
    const plan: Plan = planned.type === "forget" ? { type: "make", images: 1, isInline: false } : planned;
    if (plan.type === "unreachable") throw Object.assign(new TypeError("fetch failed"), { cause: refused });
    const count: number = body.n ?? body.sequential_image_generation_options?.max_images ?? 1;
    const number = this.submissions.length;
    const made = plan.type === "make" ? Math.min(plan.images, count) : count;
    const submission: Submission = {
      key: body.prompt,
      id,
      process,
      isAny: plan.type === "any",
      isAccepted: !isForgotten && plan.type !== "refuse" && (plan.type !== "any" || accepts(plan.answer)),
      billed: isForgotten ? 0 : plan.type === "any" ? 1 : made,
      arrived: [],
      isRefused: false,
      wasKilled: false,
    };
    this.submissions.push(submission);
    const names = Array.from({ length: made }, (_, index) => `https://results.example/${number}/${index}.jpeg`);
    const hasTask = id !== undefined && !isForgotten && plan.type !== "any" && plan.type !== "refuse";
    if (hasTask && !known) this.#tasks.set(id, { submission, names });
    await step();
    if (plan.type === "silent") return new Promise(() => {});
    if (plan.type === "reset") throw Object.assign(new TypeError("fetch failed"), { cause: reset });
    if (plan.type === "refuse") {
      submission.isRefused = true;
      const error = { code: codes[plan.status], message: `Refused. The key was ${apiKey}` };
      return new Response(JSON.stringify({ error }), { ...json, status: plan.status });
    }
    if (plan.type === "any") return answerOf(plan.answer, submission, `https://results.example/${number}/any.jpeg`);
    if (id !== undefined) {
      return Response.json({ code: 200, data: [{ status: "submitted", task_id: `task_${id}` }] });
    }
    const isStream = body.stream === true;
    const { cut = Number.POSITIVE_INFINITY, isInline } = plan;
    const data = names.map((name) => (isInline ? { b64_json: inlineImage(name) } : { url: name }));
    if (!isStream) {
      if (cut === 0) throw Object.assign(new TypeError("fetch failed"), { cause: reset });
      submission.arrived.push(...names);
      return Response.json({ model: "doubao-seedream-4-5-251128", created, data, usage: { generated_images: made } });
    }
    const pieces = [
      ...data.map((image, index) => ({ type: "image_generation.partial_succeeded", image_index: index, ...image })),
      { type: "image_generation.completed", usage: { generated_images: made } },
    ];
    let sent = 0;
    const source: UnderlyingSource<Uint8Array> = {
      async pull(controller) {
        await step();
        if (sent === cut) return controller.error(new TypeError("terminated"));
        const piece = pieces[sent];
        if (!piece) return controller.close();
        const name = names[sent++];
        if (name !== undefined) submission.arrived.push(name);
        controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify({ model: "m", created, ...piece })}\n\n`));
      },
    };
    // No buffer, because a piece in a buffer of the process has not arrived.
    const stream = new ReadableStream(source, { highWaterMark: 0 });
    return new Response(stream, { headers: { "content-type": "text/event-stream" } });
  }

  async #poll(url: string, step: () => Promise<void>): Promise<Response> {
    await step();
    const id = /task_([\w-]+)/.exec(url)?.[1] ?? "";
    const task = this.#tasks.get(id);
    const number = this.#polls++;
    const plan = this.#plans[number % this.#plans.length];
    if (!this.isWell && plan?.type === "silent") return new Promise(() => {});
    if (!this.isWell && plan?.type === "any") return toResponse(plan.answer);
    if (!task) return new Response(JSON.stringify({ error: { code: 404, message: "no such task" } }), { status: 404 });
    const state = this.isWell || number % 3 === 2 ? "completed" : "processing";
    if (state === "completed") task.submission.arrived.push(...task.names);
    const images = task.names.map((name) => ({ url: [name], expires_at: created + 86_400 }));
    const result = state === "completed" ? { created, result: { images } } : {};
    return Response.json({ code: 200, data: { id: `task_${id}`, status: state, progress: 40, ...result } }, json);
  }
}

interface Exchange {
  readonly body: {
    readonly prompt: string;
    readonly n?: number;
    readonly stream?: boolean;
    readonly sequential_image_generation_options?: { readonly max_images?: number };
  };
  readonly id: string | undefined;
  readonly process: Process;
  readonly step: () => Promise<void>;
}

const codes = { 400: "InvalidParameter", 401: "AuthenticationError", 429: "RateLimitExceeded" };
const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });

/** Whether the provider may make images after this response to a submission. */
function accepts(answer: Answer): boolean {
  const { status, retryAfter } = answer;
  if (status < 300) return hasLink(answer);
  return !(status < 500 || (status === 503 && retryAfter !== undefined)) || status === 408 || status === 499;
}

function answerOf(answer: Answer, submission: Submission, name: string): Response {
  if (answer.status < 300 && hasLink(answer)) submission.arrived.push(name);
  return toResponse({ ...answer, body: JSON.parse(JSON.stringify(answer.body).replaceAll(link, name)) });
}

function abortable(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal?.reason);
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal?.removeEventListener("abort", onAbort));
  });
}
