/**
 * A request that is only a record. Portable calls hand it to openapi-fetch in place of the runtime's `Request`, which
 * would take longer to build than the whole call, and would copy the body.
 */
export class PlainRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: NonNullable<RequestInit["body"]> | null;

  constructor(url: string, { method = "GET", headers, body = null }: RequestInit = {}) {
    this.url = url;
    this.method = method;
    this.headers = headers instanceof Headers ? headers : new Headers(headers);
    this.body = body;
  }
}
