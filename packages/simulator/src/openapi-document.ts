import type { ModelSpec } from "@seedream-clients/core";

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** A provider's spec as codegen writes it: the OpenAPI document without its prose, and the models' limits. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: JsonObject & { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string; readonly "x-region"?: string }[];
  readonly paths: JsonObject;
  readonly components?: JsonObject;
  readonly "x-seedream-models": { readonly default: string; readonly models: readonly ModelSpec[] };
  readonly [name: string]: unknown;
}
