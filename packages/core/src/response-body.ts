import type { Call } from "./call.ts";

/** Text of a response piece by piece, as it arrives, within the limits of the call. Leaving early cancels the response. */
export async function* textOf(response: Response, call: Call): AsyncGenerator<string, void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await call.hear(reader.read());
      const text = decoder.decode(value, { stream: !done });
      if (text) yield text;
      if (done) return;
    }
  } finally {
    // Does nothing to a response that was read to its end.
    reader.cancel().catch(() => {});
  }
}

/** The whole text of a response. */
export async function readAll(response: Response, call: Call): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of textOf(response, call)) pieces.push(piece);
  return pieces.join("");
}

/** JSON of a text; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The provider's id of a call. */
export function requestIdOf({ headers }: Response): string | undefined {
  return headers.get("x-request-id") ?? undefined;
}
