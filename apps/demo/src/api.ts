import { ConnectionError, type ImageEvent, SeedreamError, type Validation } from "@seedream-clients/core";
import { createWebClient, type WebClient } from "@seedream-clients/web/page";
import type { WireError } from "@seedream-clients/web/server";
import type {
  PageRequest,
  ProviderInfo,
  ProviderName,
  RunDetails,
  RunFacts,
  RunPage,
  Spent,
  StudioErrorName,
} from "../server/messages.ts";
import { fetchFromServer } from "./connection.ts";

/** Creates the web client of a provider, simulated or live. Runs that were started need no provider. */
function clientOf(offer?: Pick<RunFacts["client"], "name" | "live">): WebClient {
  const client = offer && `${offer.name}-${offer.live ? "live" : "simulated"}`;
  return createWebClient({ url: "api", client, fetch: fetchFromServer });
}

/** A run goes on without the page, so the page waits for the server without a time-out. */
const patience = { keepRun: true, timeout: { idle: Number.POSITIVE_INFINITY } } as const;

/** Starts a run, and yields its events. The same id starts only one run, however often it is sent. */
export function start({ id, client }: RunFacts, request: PageRequest): AsyncIterable<ImageEvent> {
  return clientOf(client).stream(request, { clientRequestId: id, ...patience });
}

/** Follows a run from its first event to its last. */
export const follow = (id: string): AsyncIterable<ImageEvent> => clientOf().resume(id, patience);

export const cancel = (id: string) =>
  reach(clientOf().cancel(id), failure("NotCancelledError", { charged: "unknown" }));

/** Checks a request with the client of a provider. Sends nothing to it. */
export function validate(name: ProviderName, live: boolean, request: PageRequest): Promise<Validation> {
  return reach(clientOf({ name, live }).validate(request));
}

/** Address of an image of a run. */
export const addressOf = (run: string, index: number) => `api/runs/${run}/images/${index}`;

export const fetchProviders = (): Promise<ProviderInfo[]> => read("api/providers");

/** Fetches kept runs, newest first, up to `pages` pages. `search` and `only` limit them to the runs that match. */
export const fetchRuns = (query: { search?: string; pages?: string; only?: string }): Promise<RunPage> =>
  read(`api/history?${new URLSearchParams(query)}`);

export const fetchDetails = (run: string): Promise<RunDetails> => read(`api/history/${run}`);

export const fetchSpent = (): Promise<Spent[]> => read("api/spent");

export const remove = (run: string) => call(`api/history/${run}`, { method: "DELETE" });

/** Waits again for the task of a run. */
export const waitAgain = (run: string) => call(`api/history/${run}/wait`, { method: "POST" });

/** Address of one file with all images of runs. */
export const archiveOf = (runs: readonly string[]) => `api/archive?${new URLSearchParams({ runs: runs.join() })}`;

export const fetchFile = async (url: string, name: string, type: string) =>
  new File([await (await call(url)).blob()], name, { type });

/** Returns the reason why an image cannot be shown; `undefined` when it can. */
export async function reasonFor(imageURL: string): Promise<Error | undefined> {
  const reason = await call(imageURL).then(
    // The page loads the image again by itself, so this body is not needed.
    async ({ body }) => void (await body?.cancel()),
    (error: Error) => error,
  );
  return reason?.name === "NotFoundError" ? failure("UnknownImageError", { charged: "no" }) : reason;
}

async function read(path: string) {
  return (await call(path)).json();
}

/** @throws the refusal of the studio's server, or a `StudioUnreachableError`. */
async function call(path: string, init?: RequestInit): Promise<Response> {
  const response = await reach(fetchFromServer(path, init));
  if (response.ok) return response;
  const { error }: { error?: WireError } = await response.json().catch(() => ({}));
  throw failure("StudioFailedError", error ?? { status: response.status, charged: "unknown" });
}

/** Awaits a response of the studio's server. Rethrows an error of a client; throws `without` if no response comes. */
async function reach<Answer>(asked: Promise<Answer>, without?: Error): Promise<Answer> {
  return asked.catch((error) => {
    if (SeedreamError.isInstance(error) && !ConnectionError.isInstance(error)) throw error;
    throw without ?? failure("StudioUnreachableError", { charged: "no", retryable: true });
  });
}

/** Creates an error of the studio. The page finds the words for it by its name. */
function failure(name: StudioErrorName, facts: Partial<WireError>): Error {
  return Object.assign(new Error(), { name, ...facts });
}
