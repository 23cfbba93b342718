// Generated from specs/ark/openapi.yaml, version 1.0.0, sha256 567ad3692dd60eaf.
// Do not edit: change the spec and run `pnpm generate`.

import type { FieldRules } from "@seedream-clients/core/client";

export const fields: FieldRules = {
  model: { type: "a string", required: true },
  prompt: { type: "a string", required: true },
  image: { type: "a string or an array", range: [1], items: { type: "a string" } },
  size: { type: "a string" },
  sequential_image_generation: { type: "a string", oneOf: ["auto", "disabled"] },
  sequential_image_generation_options: {
    type: "an object",
    fields: { max_images: { type: "an integer", range: [1, 15] } },
  },
  stream: { type: "a boolean" },
  response_format: { type: "a string", oneOf: ["url", "b64_json"] },
  output_format: { type: "a string", oneOf: ["jpeg", "png"] },
  watermark: { type: "a boolean" },
  optimize_prompt_options: {
    type: "an object",
    fields: {
      mode: { type: "a string", oneOf: ["standard", "fast"] },
      thinking: { type: "a string", oneOf: ["auto", "enabled", "disabled"] },
    },
  },
  optimize_prompt: { type: "a boolean" },
  tools: {
    type: "an array",
    items: { type: "an object", fields: { type: { type: "a string", required: true, oneOf: ["web_search"] } } },
  },
  seed: { type: "an integer", range: [-1, 2147483647] },
  guidance_scale: { type: "a number", range: [1, 10] },
  layer_decomposition: { type: "a boolean" },
  background: { type: "a string", oneOf: ["opaque", "transparent", "auto"] },
};
