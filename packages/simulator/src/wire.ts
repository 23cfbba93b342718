import type { Issue } from "./issue.ts";
import type { Refusal } from "./mock-response.ts";

/** Dotted paths (`"input.prompt"`) of the fields in a request body that shared code reads. */
export interface BodyFields {
  /** Absent: the path of the route has it, as `:model`. */
  readonly model?: string;
  readonly prompt: string;
  /** A reference image or a list of them. */
  readonly references: string;
}

/** The form of a provider's requests and refusals. */
export interface Wire {
  readonly fields: BodyFields;
  /** Makes a request id from the time and from digits that no other request has. */
  requestId(now: number, digits: string): string;
  /** Sets the headers that every response of the provider has. */
  setHeaders?(response: Response, requestId: string, request: Request): void;
  /** Refuses a missing or malformed key. */
  unauthorized(request: Request): Refusal;
  /** Refuses a body that is too large. */
  tooLarge(): Refusal;
  /** Refuses a request that breaks a rule. */
  invalidRequest(issue: Issue): Refusal;
  /** Refuses an unknown model id. */
  noSuchModel(id: string): Refusal;
  /** Responds to an unknown path. */
  noSuchPath(request: Request, requestId: string): Response;
}
