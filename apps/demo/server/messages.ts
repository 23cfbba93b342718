import type * as core from "@seedream-clients/core";
import type { Cost, ImageRequest, ModelCatalogue } from "@seedream-clients/core";
import type { ProviderName } from "@seedream-clients/simulator";
import type { WireEvent } from "@seedream-clients/web/server";

export type { ProviderName };

/** A provider that the page offers: always on the simulator, with a key also live. */
export interface ProviderInfo {
  readonly name: ProviderName;
  readonly title: string;
  /** Environment variable of its key. */
  readonly variable: string;
  readonly hasKey: boolean;
  /** Region that the prices are for. */
  readonly region: string;
  readonly catalogue: ModelCatalogue;
}

/** The portable request in plain JSON: its reference images are links and `data:` URIs. */
export type PageRequest = Omit<ImageRequest, "images" | "native"> & { readonly images?: readonly string[] };

/** Errors of the clients, by the names of their classes. */
export type ClientErrorName = {
  [Name in keyof typeof core]: (typeof core)[Name] extends { readonly errorName: string } ? Name : never;
}[keyof typeof core];

/** Errors between the page and the studio's own server. The page has its own words for them. */
export type StudioErrorName =
  | "NoTaskError"
  | "NotCancelledError"
  | "RunUnderWayError"
  | "StudioFailedError"
  | "StudioStoppedError"
  | "StudioUnreachableError"
  | "UnknownImageError"
  | "UnknownRunError";

/** Facts of a run that are known when it is sent. */
export interface RunFacts {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly client: Pick<ProviderInfo, "name" | "title"> & { readonly live: boolean };
  readonly request: Pick<ImageRequest, "prompt" | "size"> & { readonly count: number; readonly model: string };
  /** Highest cost of the run; on the simulator, its highest cost live. */
  readonly estimate?: Amount | undefined;
}

export type Amount = Pick<Cost, "amount" | "currency"> & Partial<Cost>;

/** A run with its events so far. */
export interface RunRecord {
  readonly facts: RunFacts;
  readonly events: readonly WireEvent[];
  /** Duration in ms, without the saving of its images. Absent until the run is over. */
  readonly took?: number;
  /** Whether there is a task to wait for again. */
  readonly isResumable: boolean;
}

/** Runs, newest first. */
export interface RunPage {
  readonly runs: readonly RunRecord[];
  /** Whether there are older runs. */
  readonly hasMore: boolean;
}

/** A call on the wire: the key is redacted, long data is shortened. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: string | undefined;
  readonly status?: number | undefined;
  readonly responseHeaders?: Readonly<Record<string, string>> | undefined;
  readonly responseBody?: string | undefined;
  /** How often the same call was made. The other fields describe the last one. */
  readonly times: number;
}

/** Details of a single run. */
export interface RunDetails {
  readonly provider: Pick<ProviderInfo, "name" | "variable">;
  readonly request: PageRequest;
  /** Address that a live request goes to. */
  readonly endpoint: string;
  readonly wireBody: unknown;
  readonly exchanges: readonly Exchange[];
}

/** Sums by currency. Images of unknown price and runs that may have been charged are counted, not summed. */
export interface SpentSums {
  readonly sums: readonly Amount[];
  readonly unknown: number;
  readonly mayBeCharged: number;
}

/** Spending at a provider. */
export interface Spent extends Pick<ProviderInfo, "name" | "title"> {
  readonly today: SpentSums;
  readonly inAll: SpentSums;
}
