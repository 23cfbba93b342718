import { group, native, prompt, references, seed, size } from "../ark-form/checks.ts";
import type { ArkFormProvider } from "../ark-form/provider.ts";
import { INPUT_BLOCKED, INTERNAL_ERROR } from "../ark-form/words.ts";
import { document } from "../generated/anyfast.ts";
import { GatewayFailure } from "../reply.ts";
import { retryAfterHeader } from "../scenario-options.ts";
import { passedOn, refusal, voice } from "./voice.ts";

/** Anyfast, in mainland China and elsewhere. */
export const anyfast: ArkFormProvider<"anyfast"> = {
  name: "anyfast",
  document,
  path: "/v1/images/generations",
  root: "/v1",
  voice,
  checks: [prompt, native(document), seed, group, references, size],
  watermark: false,

  refusalOfCaller(order) {
    switch (order.scenario) {
      case "rate-limited":
        return refusal(
          429,
          {
            message: "Too many requests were sent; wait and send fewer",
            type: "rate_limit_error",
            code: "rate_limit_exceeded",
          },
          retryAfterHeader(order),
        );
      case "insufficient-balance":
        return refusal(403, {
          message: "The balance of this account does not cover the request",
          type: "new_api_error",
          param: "",
          code: "insufficient_user_quota",
        });
      case "internal-error":
        // The gateway passes the words on, and not the code.
        return refusal(500, { message: INTERNAL_ERROR.message, type: "upstream_error", param: "", code: null });
      case "gateway-html":
        return new GatewayFailure();
      default:
        return undefined;
    }
  },

  refusalOfContent: (scenario) => (scenario === "content-blocked" ? passedOn(400, INPUT_BLOCKED) : undefined),
};
