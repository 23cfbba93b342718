/** The body of a response of any `fetch`, read piece by piece. */
export interface BodySource {
  /** Returns the next piece; `undefined` at the end. */
  read(): Promise<Uint8Array<ArrayBuffer> | string | undefined>;
  /** Cancels the response. Has no effect on one that was read to its end. */
  cancel(): void;
}

/**
 * Opens the body of a response: a web stream, the Node stream of node-fetch and cross-fetch, or the whole body of a
 * `fetch` without streams.
 */
export function openBody(response: Response): BodySource {
  const body: unknown = response.body;
  if (typeof body !== "object" || body === null) return wholeSource(response);
  if ("getReader" in body && response.body) return readerSource(response.body.getReader());
  return isIterable(body) ? iteratorSource(body) : wholeSource(response);
}

/** Cancels the body of a response that nobody reads. */
export function cancelBody(response: Response | undefined): void {
  try {
    if (response) openBody(response).cancel();
  } catch {
    // Another reader has locked it.
  }
}

function readerSource(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): BodySource {
  return {
    read: async () => (await reader.read()).value,
    cancel: () => ignoreFailure(() => reader.cancel()),
  };
}

function iteratorSource(body: IterableBody): BodySource {
  const iterator = body[Symbol.asyncIterator]();
  // node-fetch 2 emits an abort on its stream even if nobody reads it. Without a listener, that would end the process.
  body.on?.("error", () => {});
  return {
    async read() {
      const { done, value } = await iterator.next();
      return done ? undefined : value;
    },
    cancel() {
      // The iterator of a Node stream can return only between two reads, and before the first it closes nothing.
      if (body.destroy) body.destroy();
      else ignoreFailure(() => iterator.return?.());
    },
  };
}

/** Runs a step and ignores its failure. Accepts polyfills that return no promise. */
function ignoreFailure(step: () => unknown): void {
  (async () => step())().catch(() => {});
}

function wholeSource(response: Response): BodySource {
  let isRead = false;
  return {
    async read() {
      if (isRead) return undefined;
      isRead = true;
      // Some versions of React Native have no `arrayBuffer()`.
      if (typeof response.arrayBuffer !== "function") return response.text();
      return new Uint8Array(await response.arrayBuffer());
    },
    cancel() {},
  };
}

interface IterableBody extends AsyncIterable<Uint8Array<ArrayBuffer> | string> {
  destroy?(): void;
  on?(event: "error", listener: () => void): void;
}

function isIterable(body: object): body is IterableBody {
  return Symbol.asyncIterator in body;
}
