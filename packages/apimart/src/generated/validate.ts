// Generated from specs/apimart/openapi.yaml, version 1.0.0, sha256 986c282b8451ccc8.
// Do not edit: change the spec and run `pnpm generate`.

import type { FieldRules } from "@seedream-clients/core/client";

export const fields: FieldRules = {
  model: { type: "a string", required: true },
  prompt: { type: "a string", required: true },
  size: { type: "a string" },
  resolution: { type: "a string" },
  n: { type: "an integer", range: [1, 15] },
  image_urls: { type: "an array", items: { type: "a string" } },
  optimize_prompt_options: { type: "an object", fields: { mode: { type: "a string", oneOf: ["standard", "fast"] } } },
  sequential_image_generation: { type: "a string", oneOf: ["auto", "disabled"] },
  sequential_image_generation_options: {
    type: "an object",
    fields: { max_images: { type: "an integer", range: [1, 15] } },
  },
  output_format: { type: "a string", oneOf: ["jpeg", "png"] },
  watermark: { type: "a boolean" },
  webhook: { type: "a string" },
};
