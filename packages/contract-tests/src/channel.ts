import { readOperation } from "./operation.ts";
import type { Reply } from "./reply.ts";
import { readBody } from "./sent-body.ts";

/** A request as it was sent. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** As {@link readBody} has it. */
  readonly body: unknown;
  /** What it is for: an operation of the replies, or else its method and path. */
  readonly operation: string;
}

/** A way from a client to the replies of a fixture. */
export interface Channel {
  readonly baseURL: string;
  /** Absent: the platform's own. */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Answers with `replies` from now on: a request gets the next one that is of its operation, `paid` where a reply names
   * none, and no answer once they are used up. What is sent is in the list.
   */
  play(replies: readonly Reply[], paid: string): readonly Sent[];
}

/** What a channel is playing. */
export class Play {
  readonly sent: Sent[] = [];
  readonly #replies: readonly { readonly operation: string; readonly reply: Reply }[];

  constructor(replies: readonly Reply[] = [], paid = "") {
    this.#replies = replies.map((reply) => ({ operation: reply.operation ?? paid, reply }));
  }

  async next(request: Pick<Sent, "method" | "url" | "headers">, bytes: Uint8Array<ArrayBuffer>): Promise<Reply> {
    const { method, url, headers } = request;
    const body = await readBody(bytes, headers.get("content-type") ?? "");
    const operation =
      this.#replies.find((known) => readOperation(known.operation, request))?.operation ??
      `${method.toLowerCase()} ${new URL(url).pathname}`;
    const position = this.sent.filter((earlier) => earlier.operation === operation).length;
    this.sent.push({ method, url, headers, body, operation });
    const known = this.#replies.filter((reply) => reply.operation === operation)[position];
    return known?.reply ?? { noAnswer: true };
  }
}
