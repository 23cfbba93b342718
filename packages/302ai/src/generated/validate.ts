// Generated from specs/302ai/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { FieldRules } from "@seedream-clients/core/client";

export const fields: FieldRules = {
  model: { types: ["string"], required: true },
  prompt: { types: ["string"], required: true },
  image: { types: ["array"], items: { types: ["string"] } },
  size: { types: ["string"] },
  seed: { types: ["integer"], range: [-1, 2147483647] },
  sequential_image_generation: { types: ["string"], oneOf: ["auto", "disabled"] },
  sequential_image_generation_options: {
    types: ["object"],
    fields: { max_images: { types: ["integer"], range: [1, 15] } },
  },
  response_format: { types: ["string"], oneOf: ["url", "b64_json"] },
  stream: { types: ["boolean"] },
  watermark: { types: ["boolean"] },
};
