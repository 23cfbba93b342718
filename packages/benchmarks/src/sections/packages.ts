import { clients as names } from "../generated/clients.ts";

/** Our clients. */
export const clients = names.map((name) => `@seedream-clients/${name}` as const);

/** Our clients and the packages that are measured beside them. */
export const packages = [
  ...clients,
  "openapi-fetch",
  "ky",
  "replicate",
  "@fal-ai/client",
  "openai",
  "@ai-sdk/bytedance",
  "ai",
] as const;
