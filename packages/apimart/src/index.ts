export * from "@seedream-clients/core";
export { type APIMartClient, type APIMartOptions, createAPIMart, type NativeFields } from "./client.ts";
export type { components, operations, paths } from "./generated/api.ts";
export type { ModelId, ModelName, Region } from "./generated/models.ts";
export { models } from "./generated/models.ts";
