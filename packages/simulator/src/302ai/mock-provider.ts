import { group, native, prompt, references, seed, size } from "../ark-form/checks.ts";
import { INPUT_BLOCKED, INTERNAL_ERROR } from "../ark-form/errors.ts";
import { mockArkForm } from "../ark-form/mock-ark-form.ts";
import type { ArkFormRequest } from "../ark-form/request.ts";
import { document } from "../generated/302ai.ts";
import type { MockProvider } from "../mock-provider.ts";
import { GatewayFailure } from "../mock-response.ts";
import { retryAfterHeader } from "../scenario-options.ts";
import { type AI302Scenario, scenarios } from "./scenarios.ts";
import { gatewayRefusal, passedOn, refusal, wire } from "./wire.ts";

/** 302.AI. */
export const ai302: MockProvider = mockArkForm<AI302Scenario, ArkFormRequest>({
  title: "302.AI",
  document,
  scenarios,
  path: "/doubao/images/generations",
  root: "/doubao",
  wire,
  checks: [prompt, native(document), seed, group, references, size],
  // The default is not documented, so the mock has the default of the upstream service.
  watermark: true,

  refusalOfCaller(queued) {
    switch (queued.scenario) {
      case "rate-limited": {
        const message = "Too many requests were sent; wait and send fewer";
        return refusal(429, { message, type: "rate_limit_error" }, retryAfterHeader(queued));
      }
      case "insufficient-balance":
        return gatewayRefusal(402, -10004, "The balance of this account is too low");
      case "internal-error":
        return passedOn(500, { ...INTERNAL_ERROR, param: "", type: "InternalServerError" });
      case "gateway-html":
        return new GatewayFailure();
      default:
        return undefined;
    }
  },

  /** A refusal of the content by the upstream service is in a response with status 200. */
  details: (_request, _model, scenario) => ({
    keepsData: true,
    ...(scenario === "content-blocked" && { outcomes: [], failure: INPUT_BLOCKED }),
  }),
});
