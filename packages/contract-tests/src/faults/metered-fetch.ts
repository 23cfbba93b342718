/** The global `fetch`, with a count of the bytes that were read from bodies. */
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
        transform(chunk, controller) {
          bytes += chunk.length;
          controller.enqueue(chunk);
        },
      });
      return new Response(response.body?.pipeThrough(meter), response);
    },
  };
}
