export * from "@seedream-clients/core";
export { type AI302Client, type AI302Options, create302AI, type NativeFields } from "./client.ts";
export type { components, operations, paths } from "./generated/api.ts";
export type { ModelId, ModelName, Region } from "./generated/models.ts";
export { models } from "./generated/models.ts";
