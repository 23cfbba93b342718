// Generated from specs/302ai/openapi.yaml, version 1.0.0, sha256 7f2fb7385e3c7a32.
// Do not edit: change the spec and run `pnpm generate`.

import type { FieldRules } from "@seedream-clients/core/client";

export const fields: FieldRules = {
  model: { type: "a string", required: true },
  prompt: { type: "a string", required: true },
  image: { type: "an array", items: { type: "a string" } },
  size: { type: "a string" },
  seed: { type: "an integer", range: [-1, 2147483647] },
  sequential_image_generation: { type: "a string", oneOf: ["auto", "disabled"] },
  sequential_image_generation_options: {
    type: "an object",
    fields: { max_images: { type: "an integer", range: [1, 15] } },
  },
  response_format: { type: "a string", oneOf: ["url", "b64_json"] },
  stream: { type: "a boolean" },
  watermark: { type: "a boolean" },
};
