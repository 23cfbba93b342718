import type { Clock } from "@seedream-clients/core";
import type { RunReading } from "./protocol.ts";

/** Pause after which a comment is sent, in ms: proxies cut connections that are idle for 30 s and less. */
const heartbeat = 10_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // "no-transform" keeps compressing proxies and middleware from collecting events.
  "cache-control": "no-store, no-transform",
  "cross-origin-resource-policy": "same-origin",
  // nginx collects responses otherwise.
  "x-accel-buffering": "no",
};

/**
 * Streams the events of a run as server-sent events, up to its last one. It reads again and again rather than being
 * called: Workers let no request wake another one.
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
      // The page is gone. Its run goes on. Without the signal it would be read up to the next heartbeat.
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
  // Something arrives at once, so that the page can tell a slow run from a proxy that collects.
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
