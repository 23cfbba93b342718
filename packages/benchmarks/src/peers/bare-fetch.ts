import { type ArkResponse, bodyOf, resultOf } from "./ark-form.ts";
import { apiKey, type Peer } from "./peer.ts";

export const bareFetch: Peer = {
  wire: "ark",
  connect({ baseURL, fetch = globalThis.fetch }) {
    return async (options) => {
      const request = new Request(`${baseURL}/images/generations`, {
        method: "POST",
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
        body: JSON.stringify(bodyOf(options)),
      });
      const response = await fetch(request);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const body: ArkResponse = await response.json();
      return resultOf(body);
    };
  },
};
