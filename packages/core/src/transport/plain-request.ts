/**
 * A request as a plain record. Portable calls pass it to openapi-fetch in place of the runtime's `Request`, because
 * building a `Request` takes longer than the rest of the call and copies the body.
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
