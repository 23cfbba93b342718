import type { Wire } from "./peer.ts";

const link = "https://files.example/1.jpeg";
// The AI SDK reads only Base64, and needs the head of a JPEG to detect the type.
const base64 = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQ==";

/** A response with one image, in the format of each API. */
const bodies: Readonly<Record<Wire, string>> = {
  ark: JSON.stringify({
    model: "doubao-seedream-4-5-251128",
    created: 1_790_000_000,
    data: [{ url: link, b64_json: base64, size: "2048x2048" }],
    usage: { generated_images: 1, output_tokens: 16_384, total_tokens: 16_384 },
  }),
  fal: JSON.stringify({ images: [{ url: link, content_type: "image/jpeg" }], seed: 42 }),
  replicate: JSON.stringify({ id: "p1", status: "succeeded", output: [link] }),
};

/** Returns a fetch that responds with one image, after `ms` milliseconds. Default: at once. */
export function cannedFetch(wire: Wire, ms?: number): typeof globalThis.fetch {
  const respond = () => new Response(bodies[wire], { headers: { "content-type": "application/json" } });
  if (ms === undefined) return async () => respond();
  return () => new Promise((resolve) => setTimeout(() => resolve(respond()), ms));
}

/** Returns the JSON of {@link cannedFetch}, for a server. */
export function cannedBody(wire: Wire): string {
  return bodies[wire];
}
