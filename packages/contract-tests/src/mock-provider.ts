import type { FixtureResponse } from "./fixture-response.ts";
import { readOperation } from "./operation.ts";
import { readBody } from "./request-body.ts";

/** A request that a client sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** In the form that {@link readBody} returns. */
  readonly body: unknown;
  /** An operation of the responses; for a request that fits none, its method and path. */
  readonly operation: string;
}

/** A mock provider, reached by a `fetch` of its own or over HTTP. */
export interface MockProvider {
  readonly baseURL: string;
  /** Absent: the global `fetch` reaches the provider. */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Sets the responses and returns the log of the requests from now on. Each request gets the next response of its
   * operation, and none when they are used up. Responses without an operation belong to `paid`.
   */
  respondWith(responses: readonly FixtureResponse[], paid: string): Promise<SentRequests>;
}

/** The requests since a call of `respondWith()`. */
export interface SentRequests {
  requests(): Promise<readonly SentRequest[]>;
}

/** Picks the response to each request, and records the requests. */
export class Responder implements SentRequests {
  readonly #requests: SentRequest[] = [];
  readonly #responses: readonly { readonly operation: string; readonly response: FixtureResponse }[];

  constructor(responses: readonly FixtureResponse[] = [], paid = "") {
    this.#responses = responses.map((response) => ({ operation: response.operation ?? paid, response }));
  }

  async requests(): Promise<readonly SentRequest[]> {
    return this.#requests;
  }

  async respond(
    request: Pick<SentRequest, "method" | "url" | "headers">,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<FixtureResponse> {
    const { method, url, headers } = request;
    const body = await readBody(bytes, headers.get("content-type") ?? "");
    const operation =
      this.#responses.find((known) => readOperation(known.operation, request))?.operation ??
      `${method.toLowerCase()} ${new URL(url).pathname}`;
    const position = this.#requests.filter((earlier) => earlier.operation === operation).length;
    this.#requests.push({ method, url, headers, body, operation });
    const known = this.#responses.filter((item) => item.operation === operation)[position];
    return known?.response ?? { noAnswer: true };
  }
}
