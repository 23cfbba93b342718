import type { ModelSpec } from "@seedream-clients/core";
import type { GatewayFailure, Refusal } from "../mock-response.ts";
import type { OpenApiDocument } from "../openapi-document.ts";
import type { QueuedScenario } from "../scenario-queue.ts";
import type { Wire } from "../wire.ts";
import type { Check } from "./checks.ts";
import type { Plan } from "./plan.ts";
import type { ArkFormRequest } from "./request.ts";

/** The differences between the providers of Ark's form. */
export interface ArkFormProvider<S extends string, R extends ArkFormRequest = ArkFormRequest> {
  readonly title: string;
  readonly document: OpenApiDocument;
  readonly scenarios: readonly S[];
  /** Path of the operation. */
  readonly path: string;
  /** Path below which every path without a route is unknown. */
  readonly root: string;
  readonly wire: Wire;
  /** The provider's limits, in the order in which it checks them. */
  readonly checks: readonly Check<R>[];
  /** Default of `watermark`. */
  readonly watermark: boolean;
  /** Returns the id of the model that another name stands for. */
  modelBehind?(id: string, region: string): string | undefined;
  /** Returns how a scenario refuses any request. */
  refusalOfCaller(queued: QueuedScenario<S>): Refusal | GatewayFailure | undefined;
  /** Returns how a scenario refuses a valid request. */
  refusalOfContent?(scenario: S): Refusal | undefined;
  /** Returns the parts of the response that only this provider has. */
  details?(request: R, model: ModelSpec, scenario: S | undefined): Partial<Plan>;
}
