import createClient from "openapi-fetch";
import type { paths } from "../../../ark/src/generated/api.ts";
import { bodyOf } from "./ark-form.ts";
import { apiKey, type Peer } from "./peer.ts";

export const openapiFetch: Peer = {
  wire: "ark",
  connect({ baseURL, fetch }) {
    const headers = { authorization: `Bearer ${apiKey}` };
    const client = createClient<paths>({ baseUrl: baseURL, headers, ...(fetch && { fetch }) });
    return async (request) => {
      const { data, error, response } = await client.POST("/images/generations", { body: bodyOf(request) });
      if (error) throw new Error(`HTTP ${response.status}`);
      // The types force a program to handle the errors.
      const items = (data && "data" in data && data.data) || [];
      return {
        images: items.flatMap((item) => ("url" in item && item.url ? [item.url] : [])),
        failures: items.flatMap((item) => ("error" in item ? [item.error.code] : [])),
      };
    };
  },
};
