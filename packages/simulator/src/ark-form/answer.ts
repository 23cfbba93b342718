import { wait } from "../clock.ts";
import { bodyOf, sentEvent } from "../event-stream.ts";
import { layerFields } from "../layers.ts";
import type { JsonObject } from "../openapi-document.ts";
import type { Picture } from "../picture.ts";
import type { Stage } from "../stage.ts";
import type { Outcome, Plan } from "./plan.ts";
import type { ArkError } from "./words.ts";

const realTimeout = globalThis.setTimeout;

/** The answer to a valid request, whole or as a stream; it takes the time that the images take. */
export async function answer(plan: Plan, stage: Stage, signal: AbortSignal): Promise<Response> {
  return plan.stream ? streamedAnswer(plan, stage, signal) : wholeAnswer(plan, stage, signal);
}

async function wholeAnswer(plan: Plan, stage: Stage, signal: AbortSignal): Promise<Response> {
  const created = seconds(stage);
  await wait(stage.clock, plan.delay + stage.latency * plan.outcomes.length, signal);
  const items = await Promise.all(plan.outcomes.map((outcome) => item(outcome, plan, stage)));
  const error = plan.outcomes.some(isMade) ? undefined : failureOf(plan);
  const data = error ? (plan.keepsData ? { data: [] } : {}) : { data: items };
  const body = { model: plan.model, created, ...data, ...(error && { error: { ...error } }), ...summary(plan) };
  return plan.drops ? brokenAnswer(JSON.stringify(body)) : Response.json(body);
}

/** Why there are no images at all. */
function failureOf({ failure, outcomes }: Plan): ArkError | undefined {
  return failure ?? outcomes.map((outcome) => (isMade(outcome) ? undefined : outcome.error)).find(Boolean);
}

/** Breaks off half-way through the length that it announced. */
function brokenAnswer(text: string): Response {
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

/** Like Ark's, the answer does not begin before there is something to say. */
async function streamedAnswer(plan: Plan, stage: Stage, signal: AbortSignal): Promise<Response> {
  const left = new AbortController();
  const rest = events(plan, stage, AbortSignal.any([signal, left.signal]));
  const first = await rest.next();
  const all = async function* () {
    if (!first.done) yield first.value;
    yield* rest;
  };
  const body = bodyOf(all(), () => left.abort());
  // Without the second header MSW lets a broken stream look like one that ended.
  return new Response(body, { headers: { "content-type": "text/event-stream", "transfer-encoding": "chunked" } });
}

async function* events(plan: Plan, stage: Stage, signal: AbortSignal): AsyncGenerator<string, undefined> {
  await wait(stage.clock, plan.delay, signal);
  if (plan.failure) {
    yield sentEvent(JSON.stringify({ error: plan.failure }));
    yield sentEvent("[DONE]");
    return;
  }
  for (const [index, outcome] of plan.outcomes.entries()) {
    if (plan.drops && index > 0) throw await connectionLost();
    await wait(stage.clock, stage.latency, signal);
    if (signal.aborted) return;
    const type = isMade(outcome) ? "partial_succeeded" : "partial_failed";
    yield event(type, plan, stage, { image_index: index, ...(await item(outcome, plan, stage)) });
  }
  if (plan.drops) throw await connectionLost();
  yield event("completed", plan, stage, summary(plan));
  yield sentEvent("[DONE]");
}

function event(name: string, { model }: Plan, stage: Stage, fields: JsonObject): string {
  const type = `image_generation.${name}`;
  return sentEvent(JSON.stringify({ type, model, created: seconds(stage), ...fields }), type);
}

/** One image, as a member of `data` and as the body of its event. */
async function item(outcome: Outcome, plan: Plan, { images }: Stage): Promise<JsonObject> {
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

/** What was used, and which tools were named. */
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

function seconds({ clock }: Stage): number {
  return Math.floor(clock.now() / 1000);
}

/** A moment later than what was sent, or the client would lose that too: whatever time does, the network is real. */
async function connectionLost(): Promise<Error> {
  await new Promise<void>((resolve) => realTimeout(resolve, 20));
  return new Error("The simulator broke the connection, as the scenario dropped-mid-stream asks");
}
