import type { IncomingCall } from "./call-match.ts";
import type { Order } from "./orders.ts";
import { type Reply, replyFrom } from "./reply.ts";
import type { ProviderName, Scenario } from "./scenarios.ts";
import type { Stage } from "./stage.ts";
import type { Voice } from "./voice.ts";

/** One operation of a provider, at one of its addresses. */
export interface Operation<P extends ProviderName = ProviderName> {
  readonly provider: P;
  /** Absent where the provider has one address. */
  readonly region?: string | undefined;
  /** Its `operationId` in the spec. */
  readonly name: string;
  readonly voice: Voice;
  /** Which of the scenarios that wait are for this operation. Default: all. */
  readonly accepts?: (scenario: Scenario<P>) => boolean;
}

/** What a request brought. */
export interface Content {
  /** As it is written down. */
  readonly body: unknown;
  /** How much it is, in characters. */
  readonly size: number;
  /** More than the simulator takes: nothing was kept of it. */
  readonly tooLarge: boolean;
}

/** One request and its answer: it is read, decided upon, written down and answered. Who asks comes before what. */
export async function exchange<P extends ProviderName, C extends Content>(
  request: Request,
  operation: Operation<P>,
  stage: Stage,
  read: (request: Request) => Promise<C>,
  decide: (content: C, order: Order<P> | undefined) => Reply,
): Promise<Response> {
  const { provider, region, name, voice } = operation;
  const requestId = voice.requestId(stage.clock.now(), stage.nextId());
  const at = new Date(stage.clock.now());
  const content = await read(request);
  const { body, size, tooLarge } = content;
  const model = modelOf(body);
  const call: IncomingCall = {
    provider,
    ...(region !== undefined && { region }),
    operation: name,
    ...(model !== undefined && { model }),
    body,
    at,
  };
  const reply = replyFrom(() => {
    const order = stage.orders.take(provider, call, operation.accepts);
    if (!hasKey(request)) throw voice.unauthorized(request);
    if (tooLarge) throw voice.tooLarge();
    return decide(content, order);
  });
  stage.calls.add({ ...call, status: reply.status, ...(reply.cost && { cost: reply.cost }) }, size);
  const response = await reply.respond(requestId);
  voice.sign?.(response, requestId, request);
  return response;
}

/** Any key is right, none is not. */
function hasKey({ headers }: Request): boolean {
  return /^Bearer\s+\S/i.test(headers.get("authorization") ?? "");
}

/** The model that a body names, whatever that body is. */
function modelOf(body: unknown): string | undefined {
  const model = typeof body === "object" && body !== null && "model" in body ? body.model : undefined;
  return typeof model === "string" ? model : undefined;
}
