import { ConnectionError, type ImageEvent, SeedreamError, type Validation } from "@seedream-clients/core";
import { createWebClient, type WebClient } from "@seedream-clients/web/page";
import type { WireEvent } from "@seedream-clients/web/server";
import type {
  ErrorReport,
  PageRequest,
  ProviderInfo,
  ProviderName,
  RunDetails,
  RunMessage,
  RunPage,
  Spent,
  StudioErrorName,
} from "../server/messages.ts";
import { connection } from "./connection.ts";

/** What a client says of a request before it is sent. */
export type Check = Pick<Validation, "issues" | "warnings">;

/** The studio's server refused, or could not be reached. */
class ApiError extends Error {
  readonly report: ErrorReport;

  constructor(report: ErrorReport) {
    super(report.message);
    this.report = report;
  }
}

/** The web client of each provider, simulated and live; made when it is first wanted. */
const clients = new Map<string, WebClient>();

function clientOf(name: string): WebClient {
  const known = clients.get(name) ?? createWebClient({ url: "api", client: name, fetch: connection.fetch });
  clients.set(name, known);
  return known;
}

/** The name of a provider's client at the studio's server. */
export function clientName(provider: ProviderName, isLive: boolean): string {
  return `${provider}-${isLive ? "live" : "simulated"}`;
}

/** A run goes on whatever becomes of the page: nothing waits this long for the server to come back. */
const patience = { keepRun: true, timeout: { idle: Number.POSITIVE_INFINITY } } as const;

/** Starts a run under an id, and yields what happens. The same id starts one run, however often it is sent. */
export async function* start(client: string, id: string, request: PageRequest): AsyncGenerator<RunMessage, void> {
  yield* messagesOf(id, clientOf(client).stream(request, { clientRequestId: id, ...patience }));
}

/** Follows a run from its first event to its last. */
export async function* follow(id: string): AsyncGenerator<RunMessage, void> {
  yield* messagesOf(id, clientOf("").resume(id, patience));
}

export async function cancel(id: string): Promise<void> {
  await answerOf(clientOf("").cancel(id));
}

/** Checks a request with the client of a provider. Sends nothing to it. */
export function validate(provider: ProviderName, isLive: boolean, request: PageRequest): Promise<Check> {
  return answerOf(clientOf(clientName(provider, isLive)).validate(request));
}

/** What a client says that did not reach the studio's server is told in the words of the page. */
async function answerOf<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    throw ConnectionError.isInstance(error) ? unreachable() : error;
  }
}

async function* messagesOf(id: string, events: AsyncIterable<ImageEvent>): AsyncGenerator<RunMessage, void> {
  try {
    for await (const event of events) yield* messagesIn(id, event);
  } catch (error) {
    yield { type: "failed", error: reportOf(error) };
  }
}

/** Turns an event of a client, or of a run in the history, into the page's form. */
export function* messagesIn(run: string, event: ImageEvent | WireEvent): Generator<RunMessage, void> {
  switch (event.type) {
    case "progress": {
      const { expected, fraction, task } = event;
      yield { type: "progress", expected, fraction, isTask: task !== undefined };
      break;
    }
    case "image":
      yield imageOf(run, event);
      break;
    case "image-failed":
      yield { type: "image-failed", index: event.index, error: reportOf(event.error) };
      break;
    case "error":
      yield { type: "failed", error: reportOf(event.error) };
      break;
    case "completed": {
      const { images, usage, cost, warnings, requestId, clientRequestId, interrupted } = event.result;
      for (const outcome of images) {
        if (outcome.ok) yield imageOf(run, outcome);
        else yield { type: "image-failed", index: outcome.index, error: reportOf(outcome.error) };
      }
      const ending = interrupted && { interrupted: reportOf(interrupted) };
      yield { type: "completed", usage, cost, warnings, requestId: requestId ?? clientRequestId, ...ending };
    }
  }
}

interface Arrived {
  readonly index: number;
  readonly image: {
    readonly width?: number | undefined;
    readonly height?: number | undefined;
    readonly mediaType: string;
  };
}

function imageOf(run: string, { index, image: { width, height, mediaType } }: Arrived): RunMessage {
  return { type: "image", index, url: `api/runs/${run}/images/${index}`, width, height, mediaType };
}

export async function fetchProviders(): Promise<ProviderInfo[]> {
  return (await call("api/providers")).json();
}

/** The runs that are kept, newest first: those with a word in them, after a run. */
export async function fetchRuns(query: { search?: string; after?: string; only?: string }): Promise<RunPage> {
  return (await call(`api/history?${new URLSearchParams(query)}`)).json();
}

export async function fetchDetails(run: string): Promise<RunDetails> {
  return (await call(`api/history/${run}`)).json();
}

export async function fetchSpent(): Promise<Spent> {
  return (await call("api/spent")).json();
}

export async function remove(run: string): Promise<void> {
  await call(`api/history/${run}`, { method: "DELETE" });
}

/** Waits again for the task of a run. */
export async function waitAgain(run: string): Promise<void> {
  await call(`api/history/${run}/wait`, { method: "POST" });
}

/** Address of the images of runs in one file. */
export function archiveOf(runs: readonly string[]): string {
  return `api/archive?${new URLSearchParams({ runs: runs.join() })}`;
}

/** Why an image cannot be shown; `undefined` when it can. */
export async function reasonFor(imageURL: string): Promise<ErrorReport | undefined> {
  try {
    await call(imageURL);
    return undefined;
  } catch (error) {
    const report = reportOf(error);
    return report.name === "NotFoundError" ? failure("UnknownImageError", {}).report : report;
  }
}

/** Any failure in the form that the server reports one. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof ApiError) return error.report;
  const { name = "Error", message = String(error), ...facts } = factsOf(error);
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  return {
    // Neither a person nor the provider ended it.
    name: facts.code === "interrupted" ? "StudioStoppedError" : String(name),
    message: withoutIds(String(message), facts.provider),
    reason: text(facts.reason),
    status: typeof facts.status === "number" ? facts.status : undefined,
    code: text(facts.code),
    requestId: text(facts.requestId),
    clientRequestId: text(facts.clientRequestId),
    charged: facts.charged === "no" ? "no" : "unknown",
    retryable: facts.retryable === true,
  };
}

function factsOf(error: unknown): Partial<Record<string, unknown>> {
  if (SeedreamError.isInstance(error)) return { ...error.toJSON() };
  return error instanceof Error ? { name: error.name, message: error.message } : { ...Object(error) };
}

/** The message without the bracket of ids at its end, which the page shows as fields of their own. */
function withoutIds(message: string, provider: unknown): string {
  const end = typeof provider === "string" ? message.lastIndexOf(` [${provider}`) : -1;
  return end > 0 ? message.slice(0, end) : message;
}

async function call(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await connection.fetch(path, init);
  } catch {
    throw unreachable();
  }
  if (response.ok) return response;
  throw new ApiError(await readReport(response));
}

async function readReport(response: Response): Promise<ErrorReport> {
  try {
    const { error }: { error: ErrorReport } = await response.json();
    return error;
  } catch {
    return failure("StudioFailedError", { status: response.status }).report;
  }
}

function unreachable(): ApiError {
  return failure("StudioUnreachableError", { charged: "no", retryable: true });
}

/** A failure that the page has words for by its name. */
function failure(name: StudioErrorName, known: Partial<ErrorReport>): ApiError {
  return new ApiError({ name, message: "", charged: "unknown", retryable: false, ...known });
}
