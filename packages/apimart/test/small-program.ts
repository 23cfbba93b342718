import { createAPIMart, RateLimitError } from "@seedream-clients/apimart";
import { saveImage } from "@seedream-clients/apimart/node";

const client = createAPIMart();

try {
  const { images } = await client.generate({ prompt: "A kite", size: "2K", count: 2 });
  for (const outcome of images) if (outcome.ok) await saveImage(outcome.image, "kite");
} catch (error) {
  if (!RateLimitError.isInstance(error)) throw error;
}

for await (const event of client.stream({ prompt: "A kite", size: { aspectRatio: "16:9", resolution: "4K" } })) {
  if (event.type === "image") await saveImage(event.image, "kite");
}

const { data } = await client.api.POST("/v1/images/generations", { body: { model: "a-model", prompt: "A kite" } });
export const code = data?.code;

const handle = await client.submit({ prompt: "A kite" });
export const { images: later } = await client.task(handle).wait();

const answer = await client.api.GET("/v1/tasks/{task_id}", { params: { path: { task_id: handle.id } } });
export const status: string | undefined = answer.data?.data.status;
