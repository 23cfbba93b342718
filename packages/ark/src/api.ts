import { rawFetch, type Transport } from "@seedream-clients/core/client";
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./generated/api.ts";

/** The raw API, typed from the spec. */
export function createApi(transport: Transport): Client<paths, "application/json"> {
  return createClient<paths, "application/json">({ baseUrl: transport.baseURL, fetch: rawFetch(transport) });
}
