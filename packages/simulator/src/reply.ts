import type { Cost } from "@seedream-clients/core";
import type { JsonObject } from "./openapi-document.ts";

/** What comes of a request. */
export interface Reply {
  /** HTTP status. */
  readonly status: number;
  /** What the provider would charge; absent: nothing, or nobody knows. */
  readonly cost?: Cost | undefined;
  respond(requestId: string): Response | Promise<Response>;
}

type Headers = Readonly<Record<string, string>>;

/** A request that a provider does not carry out, as that provider says so. */
export class Refusal extends Error implements Reply {
  readonly status: number;
  readonly #error: (requestId: string) => JsonObject;
  readonly #headers: Headers;

  /** @param error what stands in the envelope; every provider's has the same name. */
  constructor(status: number, error: (requestId: string) => JsonObject, headers: Headers = {}) {
    super(`HTTP ${status}`);
    this.status = status;
    this.#error = error;
    this.#headers = headers;
  }

  respond(requestId: string): Response {
    return Response.json({ error: this.#error(requestId) }, { status: this.status, headers: this.#headers });
  }
}

/** What stands between caller and provider has failed, and speaks for itself. */
export class GatewayFailure extends Error implements Reply {
  readonly status = 502;

  respond(): Response {
    const page =
      "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n";
    return new Response(page, { status: this.status, headers: { "content-type": "text/html" } });
  }
}

/** The reply that was decided on, or thrown on the way there. */
export function replyFrom(decide: () => Reply): Reply {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal || error instanceof GatewayFailure) return error;
    throw error;
  }
}
