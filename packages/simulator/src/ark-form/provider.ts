import type { ModelSpec } from "@seedream-clients/core";
import type { OpenApiDocument } from "../openapi-document.ts";
import type { Order } from "../orders.ts";
import type { GatewayFailure, Refusal } from "../reply.ts";
import type { Scenario } from "../scenarios.ts";
import type { Voice } from "../voice.ts";
import type { Check } from "./checks.ts";
import type { ArkFormName } from "./name.ts";
import type { Plan } from "./plan.ts";
import type { ArkFormRequest } from "./request.ts";

/** What sets one provider of Ark's form apart from the others. */
export interface ArkFormProvider<P extends ArkFormName, R extends ArkFormRequest = ArkFormRequest> {
  readonly name: P;
  readonly document: OpenApiDocument;
  /** Path of the operation. */
  readonly path: string;
  /** Path below which every other address is answered as an unknown one. */
  readonly root: string;
  readonly voice: Voice;
  /** The provider's limits, in the order in which it looks at them. */
  readonly checks: readonly Check<R>[];
  /** Whether images have a watermark unasked. */
  readonly watermark: boolean;
  /** Id of the model that a name of another kind stands for. */
  modelBehind?(id: string, region: string): string | undefined;
  /** What a scenario does whatever the request says. */
  refusalOfCaller(order: Order<P>): Refusal | GatewayFailure | undefined;
  /** What a scenario does to a request that is valid. */
  refusalOfContent?(scenario: Scenario<P>): Refusal | undefined;
  /** What the provider says beyond what all of them do. */
  details?(request: R, model: ModelSpec, scenario: Scenario<P> | undefined): Partial<Plan>;
}
