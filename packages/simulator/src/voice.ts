import type { Fault } from "./fault.ts";
import type { Refusal } from "./reply.ts";

/** What a provider says in its own way, whatever was asked of it. */
export interface Voice {
  /** The provider's name for a request, from the time and from digits that no other request has. */
  requestId(now: number, digits: string): string;
  /** Adds the headers that every answer of the provider has. */
  sign?(response: Response, requestId: string, request: Request): void;
  /** The key is missing or wrong. */
  unauthorized(request: Request): Refusal;
  /** The body is larger than the provider takes. */
  tooLarge(): Refusal;
  /** The request breaks a rule. */
  faulty(fault: Fault): Refusal;
  /** No model of this id is on offer. */
  noSuchModel(id: string): Refusal;
  /** The provider has nothing at this address. */
  noSuchPath(request: Request, requestId: string): Response;
}
