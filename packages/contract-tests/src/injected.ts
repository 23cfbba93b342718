import { type Channel, Play } from "./channel.ts";
import { type Answered, headersOf, piecesOf } from "./reply.ts";

/** A `fetch` that replays fixtures, without a network. */
export function injectedChannel(): Channel {
  let play = new Play();
  return {
    baseURL: "https://provider.test/api",
    async fetch(input, init) {
      const request = new Request(input, init);
      const reply = await play.next(request, await request.bytes());
      if ("noAnswer" in reply) throw new TypeError("fetch failed", { cause: dropped() });
      const { status } = reply;
      return new Response(bodyOf(reply), { status, headers: headersOf(reply) });
    },
    play(replies, paid) {
      play = new Play(replies, paid);
      return play.sent;
    },
  };
}

function bodyOf(reply: Answered): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = piecesOf(reply).values();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = pieces.next();
      if (!done) controller.enqueue(value);
      else if (reply.drop) controller.error(new TypeError("terminated", { cause: dropped() }));
      else controller.close();
    },
  });
}

/** What Node's fetch has as its cause when the other side closes. */
function dropped(): Error {
  return Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
}
