import type {
  ErrorReport,
  GenerateBody,
  ProviderInfo,
  RunDetails,
  RunEvent,
  RunPage,
  StudioErrorName,
} from "../server/messages.ts";
import { eventsIn } from "./events-in.ts";

/** The studio's server refused, or could not be reached. */
class ApiError extends Error {
  readonly report: ErrorReport;

  constructor(report: ErrorReport) {
    super(report.message);
    this.report = report;
  }
}

export async function fetchProviders(): Promise<ProviderInfo[]> {
  return (await call("/api/providers")).json();
}

/** The runs that are kept, newest first: those with a word in them, after a run. */
export async function fetchRuns(search = "", after = ""): Promise<RunPage> {
  return (await call(`/api/runs?${new URLSearchParams({ search, after })}`)).json();
}

export async function fetchDetails(run: string): Promise<RunDetails> {
  return (await call(`/api/runs/${run}/details`)).json();
}

export async function remove(run: string): Promise<void> {
  await call(`/api/runs/${run}`, { method: "DELETE" });
}

/** Waits again for the task of a run; all its events, from its beginning to its end. */
export async function* resume(run: string): AsyncGenerator<RunEvent, void> {
  yield* eventsIn(await call(`/api/resume/${run}`, { method: "POST" }));
}

/** Starts a run and yields its events. Leaving the page does not end it. */
export async function* generate(body: GenerateBody, signal: AbortSignal): AsyncGenerator<RunEvent, void> {
  const headers = { "content-type": "application/json" };
  yield* eventsIn(await call("/api/generate", { method: "POST", headers, body: JSON.stringify(body), signal }));
}

/** All events of a run, from its beginning to its end. */
export async function* follow(run: string): AsyncGenerator<RunEvent, void> {
  yield* eventsIn(await call(`/api/runs/${run}`));
}

export async function cancel(run: string): Promise<void> {
  await call(`/api/cancel/${run}`, { method: "POST" });
}

/** Why an image cannot be shown; `undefined` when it can. */
export async function reasonFor(imageURL: string): Promise<ErrorReport | undefined> {
  try {
    await call(imageURL);
    return undefined;
  } catch (error) {
    return reportOf(error);
  }
}

/** Any failure in the form that the server reports one. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof ApiError) return error.report;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message, charged: "unknown", retryable: false };
}

async function call(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    const isCancelled = error instanceof DOMException && error.name === "AbortError";
    throw failure(isCancelled ? "AbortedError" : "StudioUnreachableError", { charged: "no", retryable: true });
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

/** A failure that the page has words for by its name. */
function failure(name: StudioErrorName | "AbortedError", known: Partial<ErrorReport>): ApiError {
  return new ApiError({ name, message: "", charged: "unknown", retryable: false, ...known });
}
