import type { Client } from "openapi-fetch";
import type { ModelCatalogue, ModelSpec } from "./contract/catalogue.ts";
import type { ImageLayer } from "./contract/image.ts";
import type { Usage } from "./contract/result.ts";
import type { TaskHandle } from "./contract/task.ts";
import type { FieldRules } from "./request/native-fields.ts";
import type { ResolvedSize } from "./request/size.ts";

/** The API of a spec, as openapi-fetch types it. */
export type Api<Paths extends object> = Client<Paths, "application/json">;

/** A request in one form for every provider, checked against its model. `toWire` starts from it. */
export interface PreparedRequest {
  /** Wire id. */
  readonly model: string;
  /** Row of the model; `undefined` for a model that this version does not know. */
  readonly spec: ModelSpec | undefined;
  readonly prompt: string;
  /** URLs and `data:` URIs. */
  readonly references: readonly string[];
  readonly size: ResolvedSize;
  readonly count: number;
  readonly seed: number | undefined;
  readonly watermark: boolean;
  readonly promptOptimization: "standard" | "fast" | undefined;
  readonly delivery: "url" | "inline";
  readonly format: "jpeg" | "png" | undefined;
  /** Whether to ask for a stream. */
  readonly stream: boolean;
}

/** A wire body under construction. A field that is `undefined`, at any depth, is not sent. Lists may be read-only. */
export type Sendable<Wire> = Wire extends readonly unknown[]
  ? Readonly<Wire>
  : Wire extends string | number | boolean | null
    ? Wire
    : { [Field in keyof Wire]: Sendable<Wire[Field]> | undefined };

/** A failure inside a response. */
export interface ProviderFailure {
  /**
   * As on the wire. Code and explanation are found where gateways put them: `{ error: { code, message } }`,
   * `{ code, msg }`, `{ detail }` and others, see `errors/refusal.ts`. Rename those of another form.
   */
  readonly error: unknown;
  /** HTTP status that the failure stands for, where its code is one. Default: 200, where only words tell the class. */
  readonly status?: number | undefined;
}

/** One statement of a response, a stream event or a poll, in one form for every provider. */
export type ProviderEvent =
  | { readonly type: "progress"; readonly status: string; readonly fraction?: number | undefined }
  | {
      readonly type: "image";
      /** As the provider gave it; the collector allocates the place. */
      readonly index?: unknown;
      readonly url?: string | undefined;
      /** Base64 of the file. */
      readonly inline?: string | undefined;
      readonly width?: number | undefined;
      readonly height?: number | undefined;
      readonly expiresAt?: Date | undefined;
      /** Format that the provider names, for example `"png"`. */
      readonly format?: string | undefined;
      readonly layer?: ImageLayer | undefined;
    }
  /** One image failed. */
  | ({ readonly type: "failure"; readonly index?: unknown } & ProviderFailure)
  /** The whole request failed. */
  | ({ readonly type: "error" } & ProviderFailure)
  | {
      readonly type: "end";
      readonly model?: string | undefined;
      readonly createdAt?: Date | undefined;
      readonly usage: Usage;
    }
  /** Nothing that this version knows. */
  | { readonly type: "unknown"; readonly name: string };

/** Content of one response, stream event or poll. */
export interface ProviderMessage {
  readonly events: readonly ProviderEvent[];
  /** Decoded and redacted. */
  readonly raw?: unknown;
  readonly requestId?: string | undefined;
  readonly task?: TaskHandle | undefined;
  /** Why a part could not be read. Images may be missing then. */
  readonly damage?: string | undefined;
}

/** Capabilities of the provider's wire format. Those of a model stand in its row. */
export interface WireSupport {
  readonly watermark: boolean;
  /** Whether one request can ask for several images. */
  readonly count: boolean;
  /** `"link"`: links only; bytes need `uploads`. */
  readonly references: "inline" | "link";
  /** `"ratio"`: an aspect ratio and a resolution, never pixels. `"any"`: the same, or pixels that no table has. */
  readonly size: "pixels" | "ratio" | "any";
}

/**
 * A status; or, where the provider says that it accepted nothing, a status and the wait in ms: with 503 the request is
 * then repeated, as after a Retry-After.
 */
export type RefusedAs = number | { readonly status: number; readonly retryAfter: number };

/** The part of a description that is data and pure functions, without the types of a spec. */
export interface ProviderFacts {
  readonly name: string;
  readonly models: ModelCatalogue;
  /** Environment variable with the API key, `…_API_KEY`. `…_BASE_URL` may name another address. */
  readonly apiKeyVariable: string;
  /** Rules for the fields of the wire request. */
  readonly fields: FieldRules;
  readonly wire: WireSupport;
  /** Header for the client request id, where the provider has one. */
  readonly clientRequestIdHeader?: string;
  /** Default of `timeout.total` for one image, in ms. Default: 300,000. */
  readonly totalTimeout?: number;
  /** Reads a response or a stream event; with `tasks`, the response to a submission or a poll. Pure. */
  readonly fromWire: (message: unknown, event?: string) => readonly ProviderEvent[];
  /**
   * Returns the status that a refusal in the body of a 200 stands for; 200 if only its code tells. `errors/rules.ts`
   * then gives its class. Called for submissions, polls and uploads before a retry is decided, with a body that is one
   * JSON object of at most 64 KiB; never for the raw API. Absent: no 200 is a refusal.
   */
  readonly refusedAs?: (body: unknown) => RefusedAs | undefined;
  /**
   * `idsOf`: ids of the tasks of a submission; none if the response has the images. An id alone must lead to its task:
   * if the address of a poll has more, such as the model, put it into the id.
   */
  readonly tasks?: { readonly idsOf: (submission: unknown) => readonly string[] };
  /** `baseURL`: another host for uploads. `ClientOptions.baseURL` and `…_BASE_URL` override both hosts. */
  readonly uploads?: { readonly baseURL?: string; readonly linkOf: (response: unknown) => string | undefined };
  /** Headers by which the provider recognises a repeat. Absent: a key is refused, never ignored. */
  readonly idempotency?: (key: string) => Readonly<Record<string, string>>;
}

/** Options that core adds to each openapi-fetch call: spread them last. Core reads the response in its `fetch`. */
export interface CallInit {
  readonly parseAs: "stream";
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** A description: facts, and requests that the compiler checks against the paths of the spec. */
export interface Provider<Paths extends object, Wire extends object, Native extends object> extends ProviderFacts {
  /**
   * Makes the wire body. Pure, and never fails: `wire` declares the limits of the format. Under `wire.size` `"ratio"`,
   * keywords are in `size.text`, and a resolution can come without an aspect ratio. `client.validate()` passes links to
   * `upload.invalid` in place of uploads.
   */
  readonly toWire: (request: PreparedRequest, native: Native | undefined) => Sendable<Wire>;
  /** `model` is the wire id, for providers that take it in the address instead of the body. */
  readonly submit: (api: Api<Paths>, body: Wire, init: CallInit, model: string) => Promise<unknown>;
  readonly tasks?: ProviderFacts["tasks"] & {
    readonly poll: (api: Api<Paths>, id: string, init: CallInit) => Promise<unknown>;
    /**
     * Requests the result, if it has another address than the state. Called when a poll has an `end` and no image;
     * `fromWire` reads both responses. A refusal with 400 or 422 is the failure of the task.
     */
    readonly result?: (api: Api<Paths>, id: string, init: CallInit) => Promise<unknown>;
  };
  readonly uploads?: ProviderFacts["uploads"] & {
    /** `form` has one field, `file`: pass it with `bodySerializer: () => form`. */
    readonly send: (api: Api<Paths>, form: FormData, init: CallInit) => Promise<unknown>;
  };
}

/** Returns a description unchanged. Its type keeps whether it has tasks. */
export function defineProvider<Paths extends object, Wire extends object, Native extends object>(): <
  const Given extends Provider<Paths, Wire, Native>,
>(
  provider: Given,
) => Given {
  return (provider) => provider;
}
