/** The global `fetch`, and how much of the bodies was read through it. */
export interface MeteredFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly bytes: number;
}

export function meteredFetch(): MeteredFetch {
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    async fetch(...args) {
      const response = await globalThis.fetch(...args);
      const meter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(piece, controller) {
          bytes += piece.length;
          controller.enqueue(piece);
        },
      });
      return new Response(response.body?.pipeThrough(meter), response);
    },
  };
}
