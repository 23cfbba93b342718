import Replicate from "replicate";
import { apiKey, type Peer, prompt } from "./peer.ts";

export const replicate: Peer = {
  wire: "replicate",
  connect({ baseURL, fetch }) {
    const client = new Replicate({ auth: apiKey, baseUrl: baseURL, useFileOutput: false, ...(fetch && { fetch }) });
    return async ({ count, images }) => {
      const input = { prompt, max_images: count, ...(images && { image_input: images }) };
      const output = await client.run("bytedance/seedream-4.5", { input });
      return { images: Array.isArray(output) ? output.map(String) : [], failures: [] };
    };
  },
};
