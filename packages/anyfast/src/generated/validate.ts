// Generated from specs/anyfast/openapi.yaml, version 1.0.0, sha256 c1f6e6c3dfb43837.
// Do not edit: change the spec and run `pnpm generate`.

import type { FieldRules } from "@seedream-clients/core/client";

export const fields: FieldRules = {
  model: { type: "a string", required: true },
  prompt: { type: "a string", required: true },
  image: { type: "an array", items: { type: "a string" } },
  sequential_image_generation: { type: "a string", oneOf: ["auto"] },
  sequential_image_generation_options: {
    type: "an object",
    fields: { max_images: { type: "an integer", range: [1, 15] } },
  },
  size: { type: "a string" },
  watermark: { type: "a boolean" },
  seed: { type: "an integer", range: [-1, 2147483647] },
  logo_info: {
    type: "an object",
    fields: {
      add_logo: { type: "a boolean" },
      position: { type: "an integer" },
      language: { type: "an integer" },
      opacity: { type: "a number", range: [0, 1] },
    },
  },
  tools: {
    type: "an array",
    items: { type: "an object", fields: { type: { type: "a string", required: true, oneOf: ["web_search"] } } },
  },
};
