import { group, native, prompt, references, seed, size } from "../ark-form/checks.ts";
import type { ArkFormProvider } from "../ark-form/provider.ts";
import { INPUT_BLOCKED, INTERNAL_ERROR } from "../ark-form/words.ts";
import { document } from "../generated/302ai.ts";
import { GatewayFailure, Refusal } from "../reply.ts";
import { retryAfterHeader } from "../scenario-options.ts";
import { gatewayRefusal, passedOn, voice } from "./voice.ts";

/** 302.AI. */
export const ai302: ArkFormProvider<"302ai"> = {
  name: "302ai",
  document,
  path: "/doubao/images/generations",
  root: "/doubao",
  voice,
  checks: [prompt, native(document), seed, group, references, size],
  // No default is documented; this one is the upstream service's.
  watermark: true,

  refusalOfCaller(order) {
    switch (order.scenario) {
      case "rate-limited": {
        const message = "Too many requests were sent; wait and send fewer";
        return new Refusal(429, () => ({ message, type: "rate_limit_error" }), retryAfterHeader(order));
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

  /** What the upstream service has against the content is told in an answer with status 200. */
  details: (_request, _model, scenario) => ({
    keepsData: true,
    ...(scenario === "content-blocked" && { outcomes: [], failure: INPUT_BLOCKED }),
  }),
};
