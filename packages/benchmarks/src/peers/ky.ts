import ky from "ky";
import { type ArkResponse, bodyOf, resultOf } from "./ark-form.ts";
import { apiKey, type Peer } from "./peer.ts";

export const kyPeer: Peer = {
  wire: "ark",
  connect({ baseURL, fetch }) {
    const client = ky.create({ headers: { authorization: `Bearer ${apiKey}` }, ...(fetch && { fetch }) });
    return async (request) => {
      const response = client.post<ArkResponse>(`${baseURL}/images/generations`, { json: bodyOf(request) });
      return resultOf(await response.json());
    };
  },
};
