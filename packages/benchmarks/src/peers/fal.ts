import { createFalClient } from "@fal-ai/client";
import { apiKey, type Peer, prompt } from "./peer.ts";

export const fal: Peer = {
  wire: "fal",
  connect({ baseURL, fetch }) {
    const client = createFalClient({
      credentials: apiKey,
      // The client has no option for the base URL.
      requestMiddleware: async (request) => ({ ...request, url: `${baseURL}${new URL(request.url).pathname}` }),
      ...(fetch && { fetch }),
    });
    return async ({ count, images }) => {
      const input = { prompt, max_images: count, ...(images && { image_urls: images.map(String) }) };
      const { data } = await client.run(images ? `${endpoint}/edit` : `${endpoint}/text-to-image`, { input });
      return { images: data.images.map(({ url }: { url: string }) => url), failures: [] };
    };
  },
};

const endpoint = "fal-ai/bytedance/seedream/v4.5";
