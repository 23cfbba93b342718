import type { ContentPolicyError, ImageLayer, ImageRequest, TaskHandle, Usage, Warning } from "@seedream-clients/core";
import type { FixtureResponse } from "./fixture-response.ts";

/** The fields that every fixture has. */
export interface Fixture {
  /** The promise, as one sentence. */
  readonly name: string;
  /** The document or rule that makes the promise. */
  readonly source: string;
}

/** A reference image, in JSON. */
export type FixtureImage = string | { readonly $bytes: string } | { readonly $blob: string; readonly type: string };

/** A portable request, in JSON. */
export type FixtureRequest = Omit<ImageRequest, "images"> & {
  readonly images?: FixtureImage | readonly FixtureImage[];
};

/** Client options that only some providers have. */
export interface FixtureClient {
  readonly region?: string;
  readonly references?: "upload" | "inline";
}

/** A request before the paid one, such as an upload. */
export interface FixtureUnpaidRequest {
  readonly operation: string;
  readonly body: unknown;
}

export interface RequestFixture extends Fixture {
  readonly request: FixtureRequest;
  readonly options?: {
    readonly streaming?: true;
    readonly client?: FixtureClient;
    readonly idempotencyKey?: string;
  };
  readonly ahead?: readonly FixtureUnpaidRequest[];
  readonly wire: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly warnings?: readonly Pick<Warning, "type" | "feature">[];
}

export interface RefusalFixture extends Fixture {
  readonly request: FixtureRequest;
  readonly options?: { readonly client?: FixtureClient };
  readonly message: string | readonly string[];
  readonly feature: string;
  /** Reason why the simulator cannot detect the fault. */
  readonly clientOnly?: string;
}

export interface ResponseFixture extends Fixture {
  readonly request: FixtureRequest;
  readonly options?: {
    readonly client?: FixtureClient;
    readonly maxRetries?: number;
    readonly timeout?: number;
    readonly streamGroups?: boolean;
    readonly idempotencyKey?: string;
  };
  readonly response: FixtureResponse | readonly FixtureResponse[];
  readonly result?: ExpectedResult;
  readonly error?: ExpectedError;
  readonly events?: readonly string[];
  readonly streams?: readonly boolean[];
  readonly progress?: readonly ExpectedProgress[];
}

export interface ExpectedProgress {
  readonly status: string;
  readonly fraction: number;
}

/** The expected fields of a task handle. */
export type ExpectedTask = Partial<Pick<TaskHandle, "id" | "ids" | "model" | "count">>;

export interface ExpectedResult {
  readonly images: readonly ExpectedOutcome[];
  readonly usage?: Usage;
  readonly model?: string;
  readonly createdAt?: string;
  readonly requestId?: string;
  readonly task?: ExpectedTask;
  readonly cost?: { readonly amount: number; readonly currency: string } | null;
  readonly interrupted?: { readonly name: string; readonly cause?: ExpectedCause; readonly message?: string };
}

export type ExpectedOutcome = ExpectedImage | ExpectedFailure;

export interface ExpectedImage {
  readonly ok: true;
  readonly index: number;
  readonly url?: string;
  readonly width?: number;
  readonly height?: number;
  readonly mediaType?: string;
  readonly expiresAt?: string;
  readonly layer?: ImageLayer;
  /** Base64. */
  readonly bytes?: string;
}

export interface ExpectedFailure {
  readonly ok: false;
  readonly index: number;
  readonly error: Partial<Omit<ExpectedError, "message" | "images" | "task" | "cause">> & { readonly name: string };
}

export interface ExpectedError {
  readonly name: string;
  readonly charged: "no" | "unknown";
  readonly retryable: boolean;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly subject?: ContentPolicyError["subject"];
  /** A part of the message. */
  readonly message?: string;
  readonly reason?: string;
  readonly retryAfter?: number;
  readonly raw?: unknown;
  /** Number of images that arrived before the error. */
  readonly images?: number;
  readonly task?: ExpectedTask;
  readonly cause?: ExpectedCause;
}

export interface ExpectedCause {
  readonly name: string;
  readonly code?: string;
}

/** The kinds of fixtures, by folder name. */
export interface Fixtures {
  readonly requests: RequestFixture;
  readonly refusals: RefusalFixture;
  readonly responses: ResponseFixture;
}
