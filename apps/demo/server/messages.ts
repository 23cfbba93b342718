import type * as core from "@seedream-clients/core";
import type { Cost, ImageRequest, ModelCatalogue, Usage, Warning } from "@seedream-clients/core";
import type { ProviderName } from "@seedream-clients/simulator";

export type { ProviderName };

/** A provider that the page offers. */
export interface ProviderInfo {
  readonly id: string;
  readonly name: ProviderName;
  readonly title: string;
  /** Whether a call costs money. */
  readonly live: boolean;
  /** Region whose prices hold. */
  readonly region: string;
  readonly catalogue: ModelCatalogue;
}

/** What the page asks for: the portable request, its reference images as links and `data:` URIs. */
export interface GenerateBody {
  readonly provider: string;
  /** The same in every run of a comparison. */
  readonly comparison?: string | undefined;
  readonly request: PageRequest;
}

/** The portable request in plain JSON. */
export type PageRequest = Pick<
  ImageRequest,
  "prompt" | "model" | "size" | "count" | "watermark" | "seed" | "promptOptimization" | "output"
> & { readonly images?: readonly string[] };

/** Errors of the clients, by the names of their classes. */
export type ClientErrorName = {
  [Name in keyof typeof core]: (typeof core)[Name] extends { readonly errorName: string } ? Name : never;
}[keyof typeof core];

/** What goes wrong between the page and the studio's own server. The page has its own words for them. */
export type StudioErrorName =
  | "BodyTooLargeError"
  | "CrossSiteError"
  | "NoTaskError"
  | "RunUnderWayError"
  | "StudioFailedError"
  | "StudioStoppedError"
  | "StudioUnreachableError"
  | "UnknownImageError"
  | "UnknownProviderError"
  | "UnknownRunError";

/** An error as the page shows it. */
export interface ErrorReport {
  /** A {@link ClientErrorName}, a {@link StudioErrorName}, or what a language calls its own errors. */
  readonly name: string;
  readonly message: string;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  readonly clientRequestId?: string | undefined;
  readonly charged: "no" | "unknown";
  readonly retryable: boolean;
}

/** What happens in a run. The last one is `completed` or `failed`. */
export type RunMessage =
  | {
      readonly type: "started";
      readonly run: string;
      /** Milliseconds since 1970. */
      readonly startedAt: number;
      readonly comparison?: string | undefined;
      readonly provider: Pick<ProviderInfo, "id" | "name" | "title" | "live">;
      readonly request: Pick<ImageRequest, "prompt" | "model" | "size"> & { readonly count: number };
    }
  | {
      readonly type: "progress";
      /** As the provider calls it. */
      readonly status: string;
      readonly expected: number;
      /** 0 to 1. Runs that older versions kept may lack it. */
      readonly fraction?: number | undefined;
    }
  | {
      readonly type: "image";
      readonly index: number;
      readonly url: string;
      readonly width?: number | undefined;
      readonly height?: number | undefined;
      readonly mediaType: string;
      /** Why the file is not in the studio's folder; it is then fetched from the provider when it is shown. */
      readonly notSaved?: string | undefined;
      /** The provider's own link to a file that is not saved. */
      readonly link?: string | undefined;
    }
  | { readonly type: "image-failed"; readonly index: number; readonly error: ErrorReport }
  | {
      readonly type: "completed";
      readonly model: string;
      readonly usage: Usage;
      readonly cost?: Cost | undefined;
      readonly warnings: readonly Warning[];
      readonly requestId?: string | undefined;
    }
  | {
      readonly type: "failed";
      readonly error: ErrorReport;
      /** Whether there is a task to wait for again. */
      readonly isResumable: boolean;
    };

/** A message and when it came: milliseconds since the run began. */
export type RunEvent = RunMessage & { readonly at: number };

/** A run as far as it has come. */
export interface RunRecord {
  readonly id: string;
  readonly events: readonly RunEvent[];
}

/** Runs, newest first. */
export interface RunPage {
  readonly runs: readonly RunRecord[];
  /** Whether there are older ones. */
  readonly hasMore: boolean;
}

/** A call on the wire: the key is struck out, long data is shortened. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: string | undefined;
  readonly status?: number | undefined;
  readonly responseHeaders?: Readonly<Record<string, string>> | undefined;
  readonly responseBody?: string | undefined;
  /** How often the same call was made; what is shown is the last. */
  readonly times: number;
}

/** What is told of a run when it is asked for by itself. */
export interface RunDetails {
  readonly body: GenerateBody;
  readonly exchanges: readonly Exchange[];
}
