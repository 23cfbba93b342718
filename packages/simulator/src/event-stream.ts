const encoder = new TextEncoder();

/** Makes a server-sent event; without a name it has only a `data:` line. */
export function sentEvent(data: string, name?: string): string {
  return `${name ? `event: ${name}\n` : ""}data: ${data}\n\n`;
}

/** Makes a body chunk by chunk as it is read. Calls `leave` when the reader cancels. */
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
