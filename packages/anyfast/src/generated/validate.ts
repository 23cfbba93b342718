// Generated from specs/anyfast/openapi.yaml. Do not edit: change the spec and run `pnpm generate`.

import type { FieldRules } from "@seedream-clients/core/client";

export const fields: FieldRules = {
  model: { types: ["string"], required: true },
  prompt: { types: ["string"], required: true },
  image: { types: ["array"], items: { types: ["string"] } },
  sequential_image_generation: { types: ["string"], oneOf: ["auto"] },
  sequential_image_generation_options: {
    types: ["object"],
    fields: { max_images: { types: ["integer"], range: [1, 15] } },
  },
  size: { types: ["string"] },
  watermark: { types: ["boolean"] },
  seed: { types: ["integer"], range: [-1, 2147483647] },
  logo_info: {
    types: ["object"],
    fields: {
      add_logo: { types: ["boolean"] },
      position: { types: ["integer"] },
      language: { types: ["integer"] },
      opacity: { types: ["number"], range: [0, 1] },
    },
  },
  tools: {
    types: ["array"],
    items: { types: ["object"], fields: { type: { types: ["string"], required: true, oneOf: ["web_search"] } } },
  },
};
