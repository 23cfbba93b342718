// Generated from specs/ark/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { FieldRules } from "@seedream-clients/core/client";

export const fields: FieldRules = {
  model: { types: ["string"], required: true },
  prompt: { types: ["string"], required: true },
  image: { types: ["string", "array"], range: [1], items: { types: ["string"] } },
  size: { types: ["string"] },
  sequential_image_generation: { types: ["string"], oneOf: ["auto", "disabled"] },
  sequential_image_generation_options: {
    types: ["object"],
    fields: { max_images: { types: ["integer"], range: [1, 15] } },
  },
  stream: { types: ["boolean"] },
  response_format: { types: ["string"], oneOf: ["url", "b64_json"] },
  output_format: { types: ["string"], oneOf: ["jpeg", "png"] },
  watermark: { types: ["boolean"] },
  optimize_prompt_options: {
    types: ["object"],
    fields: {
      mode: { types: ["string"], oneOf: ["standard", "fast"] },
      thinking: { types: ["string"], oneOf: ["auto", "enabled", "disabled"] },
    },
  },
  optimize_prompt: { types: ["boolean"] },
  tools: {
    types: ["array"],
    items: { types: ["object"], fields: { type: { types: ["string"], required: true, oneOf: ["web_search"] } } },
  },
  seed: { types: ["integer"], range: [-1, 2147483647] },
  guidance_scale: { types: ["number"], range: [1, 10] },
  layer_decomposition: { types: ["boolean"] },
  background: { types: ["string"], oneOf: ["opaque", "transparent", "auto"] },
};
