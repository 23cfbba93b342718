import type { BodyFields } from "../wire.ts";

/** Paths of the fields that shared code reads, in requests of Ark's form. */
export const arkFormFields: BodyFields = { model: "model", prompt: "prompt", references: "image" };
