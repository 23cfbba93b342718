import type { Cost } from "@seedream-clients/core";
import type { JsonObject } from "./openapi-document.ts";

/** The response to a request, as it will be sent. */
export interface MockResponse {
  /** HTTP status. */
  readonly status: number;
  /** Price of the images; absent: nothing, or the price is unknown. */
  readonly cost?: Cost | undefined;
  respond(requestId: string): Response | Promise<Response>;
}

type Headers = Readonly<Record<string, string>>;

/** A refused request. */
export class Refusal extends Error implements MockResponse {
  readonly status: number;
  readonly #body: (requestId: string) => JsonObject;
  readonly #headers: Headers;

  /** @param body the whole body, in the provider's form. */
  constructor(status: number, body: (requestId: string) => JsonObject, headers: Headers = {}) {
    super(`HTTP ${status}`);
    this.status = status;
    this.#body = body;
    this.#headers = headers;
  }

  respond(requestId: string): Response {
    return Response.json(this.#body(requestId), { status: this.status, headers: this.#headers });
  }
}

/** A failure of a gateway before the provider, which responds with HTML. */
export class GatewayFailure extends Error implements MockResponse {
  readonly status = 502;

  respond(): Response {
    const page =
      "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n";
    return new Response(page, { status: this.status, headers: { "content-type": "text/html" } });
  }
}

/** Returns the result of `respond`, or the refusal that it throws. */
export function responseFrom(respond: () => MockResponse): MockResponse {
  try {
    return respond();
  } catch (error) {
    if (error instanceof Refusal || error instanceof GatewayFailure) return error;
    throw error;
  }
}
