import type { Reply } from "./reply.ts";

/** A request as it was sent. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** Decoded JSON; the text where it is none. */
  readonly body: unknown;
}

/** A way from a client to the replies of a fixture. */
export interface Channel {
  readonly baseURL: string;
  /** Absent: the platform's own. */
  readonly fetch?: typeof globalThis.fetch;
  /** Answers with `replies` from now on, one a request, the last for any further one; what is sent is in the list. */
  play(replies: readonly Reply[]): readonly Sent[];
}

/** What a channel is playing. */
export class Play {
  readonly sent: Sent[] = [];
  readonly #replies: readonly Reply[];

  constructor(replies: readonly Reply[]) {
    this.#replies = replies;
  }

  next({ method, url, headers }: Omit<Sent, "body">, text: string): Reply {
    const reply = this.#replies[this.sent.length] ?? this.#replies.at(-1);
    this.sent.push({ method, url, headers, body: decode(text) });
    if (!reply) throw new Error("A channel plays at least one reply");
    return reply;
  }
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
