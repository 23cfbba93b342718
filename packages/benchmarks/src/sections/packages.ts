/** Our clients. */
export const clients = [
  "@seedream-clients/ark",
  "@seedream-clients/anyfast",
  "@seedream-clients/302ai",
  "@seedream-clients/apimart",
] as const;

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
