const encoder = new TextEncoder();

/** A stream of images in Base64, in Ark's format, for any number of reads. */
export interface ImageStream {
  readonly images: number;
  respond(): Response;
}

/** Returns a stream of `images` events, each with `bytes` characters of Base64, in pieces as from a network. */
export function imageStream(images: number, bytes: number, pieceSize: number): ImageStream {
  const type = "image_generation.partial_succeeded";
  const b64_json = "A".repeat(bytes);
  const events: object[] = Array.from({ length: images }, (_, image_index) => ({ type, image_index, b64_json }));
  const usage = { generated_images: images };
  const frames = [...events, { type: "image_generation.completed", usage }].map(
    (event) => `data: ${JSON.stringify(event)}\n\n`,
  );
  // Without `[DONE]`, which not every package knows.
  const body = encoder.encode(frames.join(""));
  return {
    images,
    respond() {
      let sent = 0;
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        if (sent >= body.length) return controller.close();
        controller.enqueue(body.subarray(sent, sent + pieceSize));
        sent += pieceSize;
      };
      return new Response(new ReadableStream({ pull }), { headers: { "content-type": "text/event-stream" } });
    },
  };
}
