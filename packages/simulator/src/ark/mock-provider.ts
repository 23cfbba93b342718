import { INPUT_BLOCKED, INTERNAL_ERROR } from "../ark-form/errors.ts";
import { mockArkForm } from "../ark-form/mock-ark-form.ts";
import { referencesOf } from "../ark-form/request.ts";
import { document } from "../generated/ark.ts";
import type { MockProvider } from "../mock-provider.ts";
import { GatewayFailure } from "../mock-response.ts";
import { idsIn } from "../models.ts";
import { retryAfterHeader } from "../scenario-options.ts";
import { CHECKS, makesTransparency } from "./checks.ts";
import type { ArkRequest } from "./request.ts";
import { type ArkScenario, scenarios } from "./scenarios.ts";
import { refusal, wire } from "./wire.ts";

/** Volcengine Ark and BytePlus ModelArk. */
export const ark: MockProvider = mockArkForm<ArkScenario, ArkRequest>({
  title: "Volcengine Ark, BytePlus ModelArk",
  document,
  scenarios,
  path: "/images/generations",
  root: "",
  wire,
  checks: CHECKS,
  watermark: true,

  /** Returns the default model for a user's own endpoint, because the model behind it is unknown. */
  modelBehind(id, region) {
    if (!id.startsWith("ep-")) return undefined;
    const { default: defaultName, models } = document["x-seedream-models"];
    const model = models.find(({ name }) => name === defaultName);
    return model && idsIn(model.ids, region)[0];
  },

  refusalOfCaller(queued) {
    switch (queued.scenario) {
      case "rate-limited":
        return refusal(
          429,
          "ModelAccountIpmRateLimitExceeded",
          "The account has reached the limit of images per minute for this model; try again later",
          { headers: retryAfterHeader(queued) },
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
    // The responses of the models with layers, 5.0 pro, flash and 5.5, have more fields than the others.
    const isDetailed = model.native?.includes("layer_decomposition") ?? false;
    return {
      format: background === "transparent" || (asked ?? model.output.formats[0]) === "png" ? "png" : "jpeg",
      tools,
      namesFormat: isDetailed,
      ...(isDetailed && { inputImages: referencesOf(request).length }),
      layered,
      transparent: background === "transparent",
      namesBackground: makesTransparency(model) && !layered,
    };
  },
});
