import { createArk, RateLimitError } from "@seedream-clients/ark";
import { saveImage } from "@seedream-clients/ark/node";

const client = createArk();

try {
  const { images } = await client.generate({ prompt: "A kite", size: "2K", count: 2 });
  for (const outcome of images) if (outcome.ok) await saveImage(outcome.image, "kite");
} catch (error) {
  if (!RateLimitError.isInstance(error)) throw error;
}

for await (const event of client.stream({ prompt: "A kite", size: { aspectRatio: "16:9", resolution: "4K" } })) {
  if (event.type === "image") await saveImage(event.image, "kite");
}

const { data } = await client.api.POST("/images/generations", { body: { model: "a-model", prompt: "A kite" } });
export const created: number | undefined = data?.created;
