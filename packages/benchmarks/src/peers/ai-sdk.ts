import { createByteDance } from "@ai-sdk/bytedance";
import { generateImage } from "ai";
import { apiKey, model, type Peer, prompt } from "./peer.ts";

export const aiSDK: Peer = {
  wire: "ark",
  connect(options) {
    const provider = createByteDance({ apiKey, ...options });
    return async ({ count, images }) => {
      const group = count > 1 && ({ sequentialImageGeneration: "auto", maxImages: count } as const);
      const result = await generateImage({
        model: provider.image(model),
        prompt: images ? { text: prompt, images: images.map(String) } : prompt,
        providerOptions: { bytedance: { watermark: false, ...group } },
      });
      return { images: result.images.map(({ base64 }) => base64), failures: [] };
    };
  },
};
