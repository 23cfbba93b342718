import { group, native, prompt, references, seed, size } from "../ark-form/checks.ts";
import { INPUT_BLOCKED, INTERNAL_ERROR } from "../ark-form/errors.ts";
import { mockArkForm } from "../ark-form/mock-ark-form.ts";
import type { ArkFormRequest } from "../ark-form/request.ts";
import { document } from "../generated/anyfast.ts";
import type { MockProvider } from "../mock-provider.ts";
import { GatewayFailure } from "../mock-response.ts";
import { retryAfterHeader } from "../scenario-options.ts";
import { type AnyfastScenario, scenarios } from "./scenarios.ts";
import { passedOn, refusal, wire } from "./wire.ts";

/** Anyfast, in mainland China and elsewhere. */
export const anyfast: MockProvider = mockArkForm<AnyfastScenario, ArkFormRequest>({
  title: "Anyfast",
  document,
  scenarios,
  path: "/v1/images/generations",
  root: "/v1",
  wire,
  checks: [prompt, native(document), seed, group, references, size],
  watermark: false,

  refusalOfCaller(queued) {
    switch (queued.scenario) {
      case "rate-limited":
        return refusal(
          429,
          {
            message: "Too many requests were sent; wait and send fewer",
            type: "rate_limit_error",
            code: "rate_limit_exceeded",
          },
          retryAfterHeader(queued),
        );
      case "insufficient-balance":
        return refusal(403, {
          message: "The balance of this account does not cover the request",
          type: "new_api_error",
          param: "",
          code: "insufficient_user_quota",
        });
      case "internal-error":
        // The gateway passes the message on without the code.
        return refusal(500, { message: INTERNAL_ERROR.message, type: "upstream_error", param: "", code: null });
      case "gateway-html":
        return new GatewayFailure();
      default:
        return undefined;
    }
  },

  refusalOfContent: (scenario) => (scenario === "content-blocked" ? passedOn(400, INPUT_BLOCKED) : undefined),
});
