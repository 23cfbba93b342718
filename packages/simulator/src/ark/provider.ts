import type { ArkFormProvider } from "../ark-form/provider.ts";
import { referencesOf } from "../ark-form/request.ts";
import { INPUT_BLOCKED, INTERNAL_ERROR } from "../ark-form/words.ts";
import { document } from "../generated/ark.ts";
import { idsOf } from "../models.ts";
import { GatewayFailure } from "../reply.ts";
import { retryAfterHeader } from "../scenario-options.ts";
import { CHECKS, makesTransparency } from "./checks.ts";
import type { ArkRequest } from "./request.ts";
import { refusal, voice } from "./voice.ts";

/** Volcengine Ark and BytePlus ModelArk. */
export const ark: ArkFormProvider<"ark", ArkRequest> = {
  name: "ark",
  document,
  path: "/images/generations",
  root: "",
  voice,
  checks: CHECKS,
  watermark: true,

  /** An endpoint of the caller's own: which model is behind it nobody says, so it is the usual one. */
  modelBehind(id, region) {
    if (!id.startsWith("ep-")) return undefined;
    const { default: usual, models } = document["x-seedream-models"];
    const model = models.find(({ name }) => name === usual);
    return model && idsOf(model, region)[0];
  },

  refusalOfCaller(order) {
    switch (order.scenario) {
      case "rate-limited":
        return refusal(
          429,
          "ModelAccountIpmRateLimitExceeded",
          "The account has reached the limit of images per minute for this model; try again later",
          { headers: retryAfterHeader(order) },
        );
      case "insufficient-balance":
        return refusal(403, "AccountOverdueError", "The account has an overdue balance; pay it and try again");
      case "internal-error":
        return refusal(500, INTERNAL_ERROR.code, INTERNAL_ERROR.message.replace(/\.$/, ""));
      case "gateway-html":
        return new GatewayFailure();
      default:
        return undefined;
    }
  },

  refusalOfContent: (scenario) =>
    scenario === "content-blocked" ? refusal(400, INPUT_BLOCKED.code, INPUT_BLOCKED.message) : undefined,

  details(request, model) {
    const { background, output_format: asked, tools = [], layer_decomposition: layered = false } = request;
    // The models with layers, 5.0 pro, flash and 5.5, say more than the others.
    const talkative = model.native?.includes("layer_decomposition") ?? false;
    return {
      format: background === "transparent" || (asked ?? model.output.formats[0]) === "png" ? "png" : "jpeg",
      tools,
      namesFormat: talkative,
      ...(talkative && { inputImages: referencesOf(request).length }),
      layered,
      transparent: background === "transparent",
      namesBackground: makesTransparency(model) && !layered,
    };
  },
};
