import type { BodyFields } from "../wire.ts";

/** Where requests of Ark's form have the fields that shared code reads. */
export const arkFormFields: BodyFields = { model: "model", prompt: "prompt", references: "image" };
