import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { createSimulator, type Simulator, type SimulatorOptions } from "../src/index.ts";
import { expectBody } from "./spec.ts";

export const VOLCENGINE = "https://ark.cn-beijing.volces.com/api/v3";
export const BYTEPLUS = "https://ark.ap-southeast.bytepluses.com/api/v3";
export const MODEL = "doubao-seedream-4-5-251128";

/** A simulator behind this file's `fetch`, as new for each test. */
export function simulate(options: SimulatorOptions = {}): Simulator {
  const simulator = createSimulator(options);
  const server = setupServer(...simulator.handlers);
  beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
  afterEach(() => simulator.reset());
  afterAll(() => server.close());
  return simulator;
}

/** Sends a request body; what the test does not name is a small valid request. */
export function generate(
  body: object | string,
  base = VOLCENGINE,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${base}/images/generations`, {
    method: "POST",
    headers: { authorization: "Bearer test-key", "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify({ model: MODEL, prompt: "A red kite", ...body }),
  });
}

export interface Item {
  readonly url?: string;
  readonly b64_json?: string;
  readonly size?: string;
  readonly output_format?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Whole {
  readonly model: string;
  readonly created: number;
  readonly data?: readonly Item[];
  readonly error?: { readonly code: string };
  readonly usage: Readonly<Record<string, unknown>>;
  readonly tools?: unknown;
}

/** A whole answer, checked against the spec. */
export async function whole(response: Response): Promise<Whole> {
  const body = await response.json();
  expectBody(response.status, "application/json", body);
  return body as Whole;
}

export interface StreamEvent extends Item {
  readonly type: string;
  readonly image_index?: number;
  readonly model?: string;
  readonly created?: number;
  readonly usage?: Readonly<Record<string, unknown>>;
}

/** Events of a stream as they come, each checked against the spec; ends at `[DONE]`. */
export async function* events(response: Response): AsyncGenerator<StreamEvent> {
  let text = "";
  if (!response.body) throw new Error("no body");
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      if (lines.length === 1 && lines[0] === "data: [DONE]") return;
      const [, name] = /^event: (.*)$/.exec(lines[0] ?? "") ?? [];
      const [, data] = /^data: (.*)$/.exec(lines[1] ?? "") ?? [];
      if (lines.length !== 2 || !name || !data) throw new Error(`not an event of Ark: ${lines.join("|")}`);
      const event = JSON.parse(data) as StreamEvent;
      expectBody(200, "text/event-stream", event);
      if (event.type !== name) throw new Error(`${name} carries ${event.type}`);
      yield event;
    }
  }
  throw new Error("the stream ended without [DONE]");
}

/** The group of three that most tests ask for. */
export const THREE = {
  sequential_image_generation: "auto",
  sequential_image_generation_options: { max_images: 3 },
} as const;

/** All events of a stream. */
export async function allEvents(response: Response): Promise<StreamEvent[]> {
  const all: StreamEvent[] = [];
  for await (const event of events(response)) all.push(event);
  return all;
}
