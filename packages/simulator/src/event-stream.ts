const encoder = new TextEncoder();

/** One server-sent event; without a name it has a `data:` line alone. */
export function sentEvent(data: string, name?: string): string {
  return `${name ? `event: ${name}\n` : ""}data: ${data}\n\n`;
}

/** A body that is made piece by piece as it is read. `leave` is called when the reader goes away. */
export function bodyOf(pieces: AsyncIterator<string>, leave: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: leave,
  });
}
