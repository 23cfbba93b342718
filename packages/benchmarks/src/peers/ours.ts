import { createArk } from "@seedream-clients/ark";
import { apiKey, type Peer, prompt } from "./peer.ts";

export const ours: Peer = {
  wire: "ark",
  connect(options) {
    const client = createArk({ apiKey, ...options });
    return async ({ count, images }) => {
      const result = await client.generate({ prompt, count, images });
      return {
        images: result.images.flatMap((outcome) => (outcome.ok ? [outcome.image.url ?? ""] : [])),
        failures: result.images.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.name])),
      };
    };
  },
};
