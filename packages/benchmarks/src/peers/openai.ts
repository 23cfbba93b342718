import OpenAI from "openai";
import { bodyOf, resultOf } from "./ark-form.ts";
import { apiKey, type Peer } from "./peer.ts";

export const openai: Peer = {
  wire: "ark",
  connect(options) {
    const client = new OpenAI({ apiKey, ...options });
    // The spread lets Ark's own fields through, although the types do not have them.
    return async (request) => resultOf(await client.images.generate({ ...bodyOf(request) }));
  },
};
