import type { Cost, ImageRequest, ModelCatalogue, Usage, Warning } from "@seedream-clients/core";

/** A provider that the page offers. */
export interface ProviderInfo {
  readonly id: string;
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
  readonly request: Pick<ImageRequest, "prompt" | "model" | "size" | "count" | "watermark"> & {
    readonly images?: readonly string[];
  };
}

/** An error as the page shows it. */
export interface ErrorReport {
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
      readonly provider: Pick<ProviderInfo, "id" | "title" | "live">;
      readonly request: Pick<ImageRequest, "prompt" | "model" | "size"> & { readonly count: number };
    }
  | {
      readonly type: "progress";
      /** As the provider calls it. */
      readonly status: string;
      readonly expected: number;
      /** 0 to 1, where the provider tells. */
      readonly fraction?: number | undefined;
    }
  | {
      readonly type: "image";
      readonly index: number;
      readonly url: string;
      readonly width?: number | undefined;
      readonly height?: number | undefined;
      readonly mediaType: string;
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
  | { readonly type: "failed"; readonly error: ErrorReport };

/** A message and when it came: milliseconds since the run began. */
export type RunEvent = RunMessage & { readonly at: number };

/** A run as far as it has come. */
export interface RunRecord {
  readonly id: string;
  readonly events: readonly RunEvent[];
}
