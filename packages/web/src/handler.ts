import {
  AbortedError,
  AuthenticationError,
  type Clock,
  DownloadError,
  InvalidRequestError,
  type Issue,
  NotFoundError,
  OutcomeUnknownError,
  PaymentRequiredError,
  type SeedreamClient,
  SeedreamError,
  type Validation,
} from "@seedream-clients/core";
import { isObject, type JsonObject, systemClock, uncountedField, unpricedField } from "@seedream-clients/core/client";
import { checkId, type PageRequest, readPageRequest } from "./body.ts";
import { EarlyCancellations } from "./early-cancellations.ts";
import { eventStream } from "./event-stream.ts";
import { imageResponse } from "./image-response.ts";
import { type Limits, limitIssues, mostBodyBytes } from "./limits.ts";
import { commonRuns } from "./memory-runs.ts";
import type { Cancellation, RunReading } from "./protocol.ts";
import type { RunKey, RunStore } from "./run-store.ts";
import { refuseCrossSite } from "./same-origin.ts";
import { priceOf, type Spending, unlimited } from "./spending.ts";
import { toWireError } from "./to-wire.ts";

/** User of a request, or the reason to refuse it. */
export type Authorization = { readonly user: string } | { readonly refused: string };

/** Options of {@link createHandler}, beside its clients. */
export interface HandlerSettings {
  /**
   * Returns the id of the user who sends a request, or the reason to refuse it. Runs and limits belong to users, so two
   * people must not share an id. Any other result refuses the request too.
   */
  readonly authorize: (request: Request) => Authorization | Promise<Authorization>;
  /** Limits on the requests of pages. Anything that is not stated is refused. */
  readonly limits: Limits;
  /**
   * Store that performs and keeps runs. Default: the memory of this process, which all its handlers share. See
   * `memoryRuns()` and `jobRuns()`.
   */
  readonly store?: RunStore | undefined;
  /**
   * Origins of the pages: `["https://app.example"]`. Set it behind a proxy that changes Host, for browsers that do not
   * send Sec-Fetch-Site. Set it also to refuse pages under other names of the server. Default: each request's own.
   */
  readonly origins?: readonly string[] | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/** Options of {@link createHandler}: one client, or several by the names that pages give. The first is the default. */
export type HandlerOptions = HandlerSettings &
  (
    | { readonly client: SeedreamClient; readonly clients?: never }
    | { readonly clients: Readonly<Record<string, SeedreamClient>>; readonly client?: never }
  );

/** Context of a request, from the server that received it. */
export interface RequestContext {
  /** Keeps a server running until a run has ended, if it stops after a response: `ctx.waitUntil` of Workers. */
  readonly waitUntil?: ((work: Promise<void>) => void) | undefined;
  /** Parsed body, if middleware such as Express's `json()` has read it before the handler. */
  readonly body?: unknown;
}

/** Responds to requests of the web client. Ignores the values that Next, Bun and Deno pass as `context`. */
export type Handler = (request: Request, context?: RequestContext | object) => Promise<Response>;

/**
 * Creates a handler for the requests of `createWebClient()`. It serves these paths below its mount point: `runs`,
 * `runs/<id>`, `runs/<id>/images/<index>` and `validate`.
 *
 * @throws {InvalidRequestError} without `authorize`, limits or clients, because nothing is served by default.
 */
export function createHandler(options: HandlerOptions): Handler {
  const server = toServer(options);
  return async (request, context = {}) => {
    try {
      refuseCrossSite(request, options.origins);
      const user = await identify(request, server);
      return await respond(request, context, user, server);
    } catch (cause) {
      if (!SeedreamError.isInstance(cause)) throw cause;
      return Response.json({ error: toWireError(cause) }, { status: statusOf(cause), headers: privately });
    }
  };
}

/** Keeps responses out of caches, and out of other sites' pages. */
const privately = { "cache-control": "no-store", "cross-origin-resource-policy": "same-origin" } as const;

/** Returns the HTTP status for an error. The status of a failed download is the provider's, so it becomes 502. */
function statusOf(error: SeedreamError): number {
  return DownloadError.isInstance(error) ? 502 : (error.status ?? 400);
}

/** Options and state of a handler. */
interface Server {
  readonly clients: Readonly<Record<string, SeedreamClient>>;
  readonly authorize: HandlerSettings["authorize"];
  readonly limits: Limits;
  readonly spending: Spending | undefined;
  readonly store: RunStore;
  readonly clock: Clock;
  readonly cancellations: EarlyCancellations;
}

async function respond(request: Request, context: RequestContext, user: string, server: Server): Promise<Response> {
  const { method } = request;
  const { pathname } = new URL(request.url);
  const [, given, index] = /\/runs(?:\/([^/]+)(?:\/images\/(\d{1,4}))?)?\/?$/.exec(pathname) ?? [];
  const isRuns = /\/runs\/?$/.test(pathname);
  if (method === "POST" && isRuns) return start(request, context, user, server);
  if (method === "POST" && /\/validate\/?$/.test(pathname)) return validate(request, context, server);
  if (given !== undefined) {
    const key = { user, id: checkId(given) };
    if (method === "GET") return index ? sendImage(key, Number(index), server) : follow(request, key, server);
    if (method === "DELETE" && !index) return cancel(key, server);
  }
  if (method !== "GET" && method !== "POST" && method !== "DELETE") {
    throw new InvalidRequestError(`The method is ${method}; it must be GET, POST or DELETE`, { status: 405 });
  }
  const paths = "POST runs, GET or DELETE runs/<id>, GET runs/<id>/images/<index>, POST validate";
  throw new NotFoundError(`There is no route for ${method} ${pathname}; there are ${paths}`, { status: 404 });
}

/**
 * Starts a run and streams its events. A repeat of the same request follows the existing run.
 *
 * @throws {AbortedError} for a run that was cancelled before its request came, and never starts.
 */
async function start(request: Request, context: RequestContext, user: string, server: Server): Promise<Response> {
  const { limits, spending, store, cancellations } = server;
  const page = await readPageRequest(request, context.body, mostBodyBytes(limits));
  const id = checkId(page.id);
  const key = { user, id };
  const [clientName, client] = clientOf(page, server);
  const { issues, ...validation } = await check(page, client, server);
  if (issues.length > 0) {
    const message = issues.map((issue) => issue.message).join("; ");
    throw new InvalidRequestError(message, { status: 400, provider: client.provider });
  }
  const price = priceOf(validation);
  const digest = await digestOf({ client: page.client, request: page.request });
  const run = { user, id, clientName, client, request: page.request, isStreaming: page.isStreaming };
  const started = await cancellations.inTurn(key, async () => {
    const early = cancellations.find(key);
    if (early && !(await store.read(key, 0))) {
      early.hasStopped = true;
      throw neverStarted(key);
    }
    const entry = await store.start({ ...run, digest, price, spending });
    // The cancellation may have come while the store added the run.
    if (cancellations.find(key)) await store.cancel(key);
    return entry;
  });
  if (started.type === "refused") throw new PaymentRequiredError(`Not started: ${started.reason}`, { status: 402 });
  if (started.type === "conflict") {
    const message = `Run ${id} was started with another request; use another id for this one`;
    throw new InvalidRequestError(message, { status: 409 });
  }
  if (started.type === "started" && started.work) context.waitUntil?.(started.work);
  return follow(request, key, server);
}

/** Sends the events after the last one that the page has: as a stream, or the events so far as JSON. */
async function follow(request: Request, key: RunKey, server: Server): Promise<Response> {
  const { store, clock } = server;
  const last = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after");
  const after = Math.max(0, Number(last) || 0);
  const read = async (from: number): Promise<RunReading> => (await store.read(key, from)) ?? fail(key, server);
  const reading = await read(after);
  if (!request.headers.get("accept")?.includes("text/event-stream")) {
    return Response.json(reading, { headers: privately });
  }
  return eventStream(reading, after, read, clock, store.interval);
}

async function sendImage(key: RunKey, index: number, { store }: Server): Promise<Response> {
  const image = await store.image(key, index);
  if (!image) throw new NotFoundError(`Run ${key.id} has no image ${index}`, { status: 404 });
  return imageResponse(image);
}

/**
 * Cancels a run. If the run is unknown, waits for it, because its request may be on its way. That request starts nothing
 * in this process, nor in others that share a journal of jobs.
 *
 * @throws {OutcomeUnknownError} when the run stays unknown.
 */
async function cancel(key: RunKey, { store, clock, cancellations }: Server): Promise<Response> {
  const early = cancellations.add(key);
  for (let waited = 0; waited <= longestOvertaking; waited += store.interval) {
    const cost = await store.cancel(key);
    // Deleted, so that it does not stop a repeat of the request, which follows the existing run.
    if (cost) cancellations.delete(key);
    if (cost || early.hasStopped) {
      const cancellation: Cancellation = { cost: cost ?? {} };
      return Response.json(cancellation, { headers: privately });
    }
    await new Promise<void>((resolve) => clock.after(store.interval, resolve));
  }
  const message = `This user has no run ${key.id} yet; should its request still reach this server, it starts nothing; a run elsewhere may have been billed`;
  throw new OutcomeUnknownError(message, { status: 404, charged: "unknown" });
}

/** Longest wait of a cancellation for the request that it has overtaken, in ms. */
const longestOvertaking = 2_000;

/** Sends the client's validation of a request, with the issues that this server's limits add. */
async function validate(request: Request, context: RequestContext, server: Server): Promise<Response> {
  const page = await readPageRequest(request, context.body, mostBodyBytes(server.limits));
  const [, client] = clientOf(page, server);
  return Response.json(await check(page, client, server), { headers: privately });
}

async function check(page: PageRequest, client: SeedreamClient, server: Server): Promise<Validation> {
  const { limits, spending } = server;
  const validation = await client.validate(page.request);
  const issues = [...limitIssues(page.request, validation.count, client, limits), ...validation.issues];
  const uncounted = spending && uncountedField(client.models, page.request);
  if (uncounted !== undefined) {
    issues.push({
      path: ["native", uncounted],
      message: `native has ${JSON.stringify(uncounted)}, which may ask for more images than this server's limits count`,
      code: "limit",
    });
  }
  const cost = unpricedField(client.models, page.request) === undefined ? validation.cost : undefined;
  const unpriced = spending && unlimited(priceOf({ ...validation, cost }), spending);
  if (unpriced) {
    issues.push({
      path: ["model"],
      message: `model is ${JSON.stringify(validation.model)}: ${unpriced}`,
      code: "limit",
    });
  }
  return { ...validation, issues: withoutRepeats(issues).slice(0, mostIssues) };
}

/** Most issues of a response. Thousands of invalid references would make it many times as long as the request. */
const mostIssues = 20;

function withoutRepeats(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [issue.message, issue])).values()];
}

function clientOf({ client }: PageRequest, { clients }: Server): readonly [name: string, client: SeedreamClient] {
  const [first] = Object.keys(clients);
  const name = client ?? first ?? "";
  const found = Object.hasOwn(clients, name) ? clients[name] : undefined;
  if (found) return [name, found];
  const names = Object.keys(clients).join(", ");
  throw new InvalidRequestError(`client is ${JSON.stringify(name.slice(0, 80))}; this server has ${names}`, {
    status: 400,
  });
}

/** @throws {AuthenticationError} */
async function identify(request: Request, { authorize }: Server): Promise<string> {
  const { user, refused } = { user: undefined, refused: undefined, ...(await authorize(request)) };
  // With both, the refusal counts, as in { user: account.id, refused: account.isBanned && "Banned" }.
  if (typeof user === "string" && user !== "" && !refused) return user;
  const reason = typeof refused === "string" && refused ? refused : "The server does not know who sends it";
  throw new AuthenticationError(`Request refused: ${reason}`, { status: 401 });
}

function neverStarted({ id }: RunKey): AbortedError {
  const message = `Run ${id} was cancelled before it started; use another id to start again`;
  return new AbortedError(message, { status: 409, charged: "no" });
}

/** @throws {SeedreamError} that says whether a run of this id may exist elsewhere. */
function fail(key: RunKey, { store: { isShared }, cancellations }: Server): never {
  const { id } = key;
  if (cancellations.find(key)?.hasStopped) throw neverStarted(key);
  if (isShared) throw new NotFoundError(`This user has no run ${id}`, { status: 404 });
  const message = `This server does not know run ${id}: another instance may have it, or the server was restarted; it may have been billed`;
  throw new OutcomeUnknownError(message, { status: 404, charged: "unknown" });
}

/** Sorts fields, because a page that builds its request again may order them differently. */
function inOrder(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function digestOf(value: object): Promise<string> {
  const json = JSON.stringify(value, (_, each: unknown) => (isObject(each) ? inOrder(each) : each));
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(json));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @throws {InvalidRequestError} for missing or wrong options, which in JavaScript would allow too much. */
function toServer(options: HandlerOptions): Server {
  const { authorize, limits, store = commonRuns(), origins, clock = systemClock } = options;
  const clients = options.client ? { [options.client.provider]: options.client } : (options.clients ?? {});
  if (typeof authorize !== "function") throw missing("authorize", "a function that says who sends a request");
  if (!Object.values(clients)[0]) throw missing("client", "a client, or clients by their names");
  if (!limits?.models) throw missing("limits.models", 'a list of models, or "any"');
  const { models, sizes, native, spending, count, references } = limits;
  checkList("limits.models", models, "any");
  checkList("limits.sizes", sizes, "any");
  checkList("limits.native", native);
  checkList("origins", origins);
  checkNumber("limits.count", count);
  if (references) {
    const { links = false } = references;
    checkNumber("limits.references.count", references.count ?? Number.NaN);
    checkNumber("limits.references.bytes", references.bytes ?? Number.NaN);
    if (typeof links !== "boolean") throw wrong("limits.references.links", links, "true or false");
  }
  if (!spending) throw missing("limits.spending", 'limits for each user and for all, or "unlimited"');
  const server = { clients, authorize, limits, store, clock, cancellations: new EarlyCancellations(clock) };
  if (spending === "unlimited") return { ...server, spending: undefined };
  for (const name of ["user", "all"] as const) {
    const amounts = Object.entries(spending[name] ?? {});
    if (amounts.length === 0) throw missing(`limits.spending.${name}`, "amounts such as { CNY: 5 } or { images: 20 }");
    for (const [currency, amount] of amounts) checkNumber(`limits.spending.${name}.${currency}`, amount ?? Number.NaN);
  }
  checkNumber("limits.spending.period", spending.period);
  return { ...server, spending };
}

/** @throws {InvalidRequestError} for values such as NaN, which an unset variable becomes, and which limits nothing. */
function checkNumber(option: string, value: number | undefined): void {
  if (value === undefined || (typeof value === "number" && value >= 0)) return;
  throw wrong(option, value, "a number of at least 0");
}

/** @throws {InvalidRequestError} for a string, because its `includes()` would accept every part of it. */
function checkList(option: string, value: readonly unknown[] | string | undefined, word?: string): void {
  if (value === undefined || value === word || Array.isArray(value)) return;
  throw wrong(option, value, word === undefined ? "a list" : `a list, or ${JSON.stringify(word)}`);
}

function missing(option: string, rule: string): InvalidRequestError {
  return new InvalidRequestError(`${option} is missing; it must be ${rule}`);
}

function wrong(option: string, value: unknown, rule: string): InvalidRequestError {
  const given = typeof value === "string" ? JSON.stringify(value) : String(value);
  return new InvalidRequestError(`${option} is ${given}; it must be ${rule}`);
}
