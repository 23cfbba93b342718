import type { ContentPolicyError, ImageLayer, ImageRequest, TaskHandle, Usage, Warning } from "@seedream-clients/core";
import type { Reply } from "./reply.ts";

/** What every fixture says of itself. */
export interface Fixture {
  /** The promise, as a sentence. */
  readonly name: string;
  /** Where the promise comes from. */
  readonly source: string;
}

/** A reference image as JSON can hold it. */
export type FixtureImage = string | { readonly $bytes: string } | { readonly $blob: string; readonly type: string };

/** A portable request as JSON can hold it. */
export type FixtureRequest = Omit<ImageRequest, "images"> & {
  readonly images?: FixtureImage | readonly FixtureImage[];
};

/** Options of the client that are the provider's own. */
export interface FixtureClient {
  readonly region?: string;
  readonly references?: "upload" | "inline";
}

/** A request that is not the paid one. */
export interface FixtureSent {
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
  readonly ahead?: readonly FixtureSent[];
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
  /** Why the simulator cannot tell that the request is wrong. */
  readonly clientOnly?: string;
}

export interface AnswerFixture extends Fixture {
  readonly request: FixtureRequest;
  readonly options?: {
    readonly client?: FixtureClient;
    readonly maxRetries?: number;
    readonly timeout?: number;
    readonly idempotencyKey?: string;
  };
  readonly response: Reply | readonly Reply[];
  readonly result?: ExpectedResult;
  readonly error?: ExpectedError;
  readonly events?: readonly string[];
  readonly progress?: readonly ExpectedProgress[];
}

export interface ExpectedProgress {
  readonly status: string;
  readonly fraction?: number;
}

/** What is known of a task. */
export type ExpectedTask = Partial<Pick<TaskHandle, "id" | "model" | "count">>;

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
  readonly error: { readonly name: string; readonly code?: string; readonly subject?: ContentPolicyError["subject"] };
}

export interface ExpectedError {
  readonly name: string;
  readonly charged: "no" | "unknown";
  readonly retryable: boolean;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly subject?: ContentPolicyError["subject"];
  /** What the message must contain. */
  readonly message?: string;
  /** How many images had arrived. */
  readonly images?: number;
  readonly task?: ExpectedTask;
  readonly cause?: ExpectedCause;
}

export interface ExpectedCause {
  readonly name: string;
  readonly code?: string;
}

/** The kinds of fixtures, by the folder that they are in. */
export interface Fixtures {
  readonly requests: RequestFixture;
  readonly refusals: RefusalFixture;
  readonly answers: AnswerFixture;
}
