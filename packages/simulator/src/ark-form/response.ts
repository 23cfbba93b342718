import { wait } from "../clock.ts";
import type { ProviderContext } from "../context.ts";
import { bodyOf, sentEvent } from "../event-stream.ts";
import { layerFields } from "../layers.ts";
import type { JsonObject } from "../openapi-document.ts";
import type { Picture } from "../picture.ts";
import type { ArkError } from "./errors.ts";
import type { Outcome, Plan } from "./plan.ts";

const realTimeout = globalThis.setTimeout;

/** Responds to a valid request, whole or as a stream, after the time that the images take. */
export async function arkFormResponse(plan: Plan, context: ProviderContext, signal: AbortSignal): Promise<Response> {
  return plan.stream ? streamedResponse(plan, context, signal) : wholeResponse(plan, context, signal);
}

async function wholeResponse(plan: Plan, context: ProviderContext, signal: AbortSignal): Promise<Response> {
  const created = seconds(context);
  await wait(context.clock, plan.delay + context.latency * plan.outcomes.length, signal);
  const items = await Promise.all(plan.outcomes.map((outcome) => item(outcome, plan, context)));
  const error = plan.outcomes.some(isMade) ? undefined : failureOf(plan);
  const data = error ? (plan.keepsData ? { data: [] } : {}) : { data: items };
  const body = { model: plan.model, created, ...data, ...(error && { error: { ...error } }), ...summary(plan) };
  return plan.drops ? brokenResponse(JSON.stringify(body)) : Response.json(body);
}

/** Returns the reason why there are no images at all. */
function failureOf({ failure, outcomes }: Plan): ArkError | undefined {
  return failure ?? outcomes.map((outcome) => (isMade(outcome) ? undefined : outcome.error)).find(Boolean);
}

/** Breaks the connection half-way through the announced length. */
function brokenResponse(text: string): Response {
  const pieces = async function* () {
    yield text.slice(0, text.length / 2);
    throw await connectionLost();
  };
  const headers = {
    "content-type": "application/json",
    "content-length": String(new TextEncoder().encode(text).length),
  };
  return new Response(
    bodyOf(pieces(), () => {}),
    { headers },
  );
}

/** Streams a response. As at Ark, it does not begin before the first event. */
async function streamedResponse(plan: Plan, context: ProviderContext, signal: AbortSignal): Promise<Response> {
  const left = new AbortController();
  const rest = events(plan, context, AbortSignal.any([signal, left.signal]));
  const first = await rest.next();
  const all = async function* () {
    if (!first.done) yield first.value;
    yield* rest;
  };
  const body = bodyOf(all(), () => left.abort());
  // Without the second header MSW ends a broken stream as if it were complete.
  return new Response(body, { headers: { "content-type": "text/event-stream", "transfer-encoding": "chunked" } });
}

async function* events(plan: Plan, context: ProviderContext, signal: AbortSignal): AsyncGenerator<string, undefined> {
  await wait(context.clock, plan.delay, signal);
  if (plan.failure) {
    yield sentEvent(JSON.stringify({ error: plan.failure }));
    yield sentEvent("[DONE]");
    return;
  }
  for (const [index, outcome] of plan.outcomes.entries()) {
    if (plan.drops && index > 0) throw await connectionLost();
    await wait(context.clock, context.latency, signal);
    if (signal.aborted) return;
    const type = isMade(outcome) ? "partial_succeeded" : "partial_failed";
    yield event(type, plan, context, { image_index: index, ...(await item(outcome, plan, context)) });
  }
  if (plan.drops) throw await connectionLost();
  yield event("completed", plan, context, summary(plan));
  yield sentEvent("[DONE]");
}

function event(name: string, { model }: Plan, context: ProviderContext, fields: JsonObject): string {
  const type = `image_generation.${name}`;
  return sentEvent(JSON.stringify({ type, model, created: seconds(context), ...fields }), type);
}

/** Makes the fields of one image, in `data` or in its event. */
async function item(outcome: Outcome, plan: Plan, { images }: ProviderContext): Promise<JsonObject> {
  if (!isMade(outcome)) return { error: { ...outcome.error } };
  const { picture } = outcome;
  return {
    ...(plan.inline ? { b64_json: await images.inline(picture) } : { url: images.link(picture) }),
    size: `${picture.width}x${picture.height}`,
    ...(plan.namesFormat && { output_format: picture.format }),
    ...(plan.namesBackground && { background: picture.transparent ? "transparent" : "opaque" }),
    ...layerFields(picture, plan.outcomes.filter(isMade)[0]?.picture),
  };
}

/** Makes the usage and the tools. */
function summary({ outcomes, tools = [], inputImages }: Plan): JsonObject {
  const made = outcomes.filter(isMade);
  const tokens = made.reduce((sum, { picture }) => sum + Math.round((picture.width * picture.height) / 256), 0);
  const searches = tools.some(({ type }) => type === "web_search") ? { tool_usage: { web_search: 1 } } : {};
  return {
    ...(tools.length > 0 && { tools: tools.map(({ type }) => ({ type })) }),
    usage: {
      ...(inputImages !== undefined && { input_images: inputImages }),
      generated_images: made.length,
      output_tokens: tokens,
      total_tokens: tokens,
      ...searches,
    },
  };
}

function isMade(outcome: Outcome): outcome is { readonly picture: Picture } {
  return "picture" in outcome;
}

function seconds({ clock }: ProviderContext): number {
  return Math.floor(clock.now() / 1000);
}

/** Waits in real time, because the client would otherwise lose the data that was sent before. */
async function connectionLost(): Promise<Error> {
  await new Promise<void>((resolve) => realTimeout(resolve, 20));
  return new Error("The simulator broke the connection, as the scenario dropped-mid-stream asks");
}
