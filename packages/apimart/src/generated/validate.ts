// Generated from specs/apimart/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { FieldRules } from "@seedream-clients/core/client";

export const fields: FieldRules = {
  model: { types: ["string"], required: true },
  prompt: { types: ["string"], required: true },
  size: { types: ["string"] },
  resolution: { types: ["string"] },
  n: { types: ["integer"], range: [1, 15] },
  image_urls: { types: ["array"], items: { types: ["string"] } },
  optimize_prompt_options: { types: ["object"], fields: { mode: { types: ["string"], oneOf: ["standard", "fast"] } } },
  sequential_image_generation: { types: ["string"], oneOf: ["auto", "disabled"] },
  sequential_image_generation_options: {
    types: ["object"],
    fields: { max_images: { types: ["integer"], range: [1, 15] } },
  },
  output_format: { types: ["string"], oneOf: ["jpeg", "png"] },
  background: { types: ["string"] },
  layer_decomposition: { types: ["boolean"] },
  nsfw_check: { types: ["string", "boolean"] },
  watermark: { types: ["boolean"] },
  webhook: { types: ["string"] },
};
