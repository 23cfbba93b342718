import { type HttpHandler, http, type PathParams } from "msw";
import { bodyModel } from "./body-fields.ts";
import type { PendingCall } from "./call-log.ts";
import type { ProviderContext } from "./context.ts";
import { type MockResponse, responseFrom } from "./mock-response.ts";
import { promptScenario } from "./prompt-scenario.ts";
import type { QueuedScenario } from "./scenario-queue.ts";
import type { ProviderServer } from "./servers.ts";
import type { Wire } from "./wire.ts";

/** One address of a mock provider. */
export interface MockServer<S extends string> extends ProviderServer {
  readonly wire: Wire;
  readonly scenarios: readonly S[];
  readonly context: ProviderContext;
}

/** An operation of a provider. */
export interface Route<S extends string, C extends Content> {
  readonly method: "get" | "post";
  /**
   * Path below the address of the provider, in MSW's syntax: `"/v1/tasks/:id"`. `:model` is the model of the call,
   * `:model+` a model with slashes.
   */
  readonly path: string;
  /** `operationId` in the spec. */
  readonly operation: string;
  /** Whether a scenario applies to this operation. The others stay in the queue. Default: all apply. */
  readonly accepts?: (scenario: S) => boolean;
  readonly read: (request: Request) => Promise<C>;
  /** @throws {Refusal} */
  readonly respond: (received: Received<S, C>) => MockResponse;
}

/** Content of a request. */
export interface Content {
  /** Body as it is recorded. */
  readonly body: unknown;
  /** Number of characters. */
  readonly size: number;
  /** Whether the request was over the limit. Its content is dropped then. */
  readonly tooLarge: boolean;
}

/** A request, and the scenario that applies to it. */
export interface Received<S extends string, C extends Content> {
  readonly request: Request;
  readonly params: PathParams;
  readonly content: C;
  /** Model that the body or the path names; `undefined` if neither names a model. */
  readonly model: string | undefined;
  readonly queued: QueuedScenario<S> | undefined;
}

/** Makes the handler of a route at one address. */
export function handlerOf<S extends string, C extends Content>(server: MockServer<S>, route: Route<S, C>): HttpHandler {
  return http[route.method](server.url + route.path, ({ request, params }) => handle(request, params, server, route));
}

/** Reads a request without a body. */
export async function readNothing(): Promise<Content> {
  return { body: undefined, size: 0, tooLarge: false };
}

/** Reads, responds and records. The key is checked before the body, as the providers do. */
async function handle<S extends string, C extends Content>(
  request: Request,
  params: PathParams,
  server: MockServer<S>,
  route: Route<S, C>,
): Promise<Response> {
  const { wire, context, scenarios } = server;
  const requestId = wire.requestId(context.clock.now(), context.nextId());
  const at = new Date(context.clock.now());
  const content = await route.read(request);
  const { body, size, tooLarge } = content;
  const model = bodyModel(body, wire.fields) ?? pathModel(params);
  const { operation, accepts = () => true } = route;
  const call: PendingCall = { ...regionOf(server), operation, ...(model !== undefined && { model }), body, at };
  const isAccepted = (name: string): name is S => scenarios.some((scenario) => scenario === name && accepts(scenario));
  const response = responseFrom(() => {
    const taken = context.takeScenario(call, isAccepted);
    if (!hasKey(request)) throw wire.unauthorized(request);
    if (tooLarge) throw wire.tooLarge();
    const queued = taken ?? promptScenario(body, scenarios, wire);
    return route.respond({ request, params, content, model, queued });
  });
  const { status, cost } = response;
  context.record({ ...call, status, ...(cost && { cost }) }, size);
  const sent = await response.respond(requestId);
  wire.setHeaders?.(sent, requestId, request);
  return sent;
}

/** Returns the model that the path names. MSW splits a model with slashes, `:model+`, into a list. */
function pathModel({ model }: PathParams): string | undefined {
  return model === undefined ? undefined : [model].flat().join("/");
}

/** Accepts any key; rejects a missing one. */
function hasKey({ headers }: Request): boolean {
  return /^Bearer\s+\S/i.test(headers.get("authorization") ?? "");
}

/** Returns the region as a call records it. */
export function regionOf({ region }: ProviderServer): { readonly region?: string } {
  return region === undefined ? {} : { region };
}
