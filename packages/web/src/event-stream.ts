import type { Clock } from "@seedream-clients/core";
import type { RunReading } from "./protocol.ts";

/** Pause after which a comment is sent, in ms. Some proxies cut connections that are idle for 30 s or less. */
const heartbeat = 10_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // "no-transform" keeps compressing proxies and middleware from buffering events.
  "cache-control": "no-store, no-transform",
  "cross-origin-resource-policy": "same-origin",
  // Keeps nginx from buffering the stream.
  "x-accel-buffering": "no",
};

/**
 * Streams the events of a run as server-sent events, up to the last one. It polls the store, because on Cloudflare
 * Workers a request cannot wake another one.
 */
export function eventStream(
  first: RunReading,
  after: number,
  read: (after: number) => Promise<RunReading>,
  clock: Clock,
  interval: number,
): Response {
  const gone = new AbortController();
  const pieces = serialize(first, after, read, clock, interval, gone.signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      // The page is gone, and its run goes on. Without the signal, the loop would read up to the next heartbeat.
      gone.abort();
      await pieces.return();
    },
  });
  return new Response(body, { headers });
}

async function* serialize(
  first: RunReading,
  after: number,
  read: (after: number) => Promise<RunReading>,
  clock: Clock,
  interval: number,
  gone: AbortSignal,
): AsyncGenerator<string, void> {
  // Sent at once, so that the page can tell a slow run from a proxy that buffers.
  yield ":\n\n";
  let last = after;
  let reading = first;
  let sentAt = clock.now();
  for (;;) {
    for (const [id, event] of reading.events) {
      yield `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
      last = id;
      sentAt = clock.now();
    }
    if (reading.isOver) return;
    await new Promise<void>((resolve) => clock.after(interval, resolve));
    if (gone.aborted) return;
    if (clock.now() - sentAt >= heartbeat) {
      yield ":\n\n";
      sentAt = clock.now();
    }
    reading = await read(last);
  }
}
