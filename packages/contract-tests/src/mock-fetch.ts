import { chunksOf, type DeliveredResponse, headersOf } from "./fixture-response.ts";
import { type MockProvider, Responder } from "./mock-provider.ts";

/** Creates a mock provider behind an injected `fetch`, without a network. */
export function mockFetch(): MockProvider {
  let responder = new Responder();
  return {
    baseURL: "https://provider.test/api",
    async fetch(input, init) {
      // From its cache, Next.js would return the first response to every poll.
      if (init?.cache !== "no-store") throw new Error("The response may come from a cache");
      const request = new Request(input, init);
      const response = await responder.respond(request, await request.bytes());
      if ("noAnswer" in response) throw new TypeError("fetch failed", { cause: connectionClosed() });
      const { status } = response;
      return new Response(bodyOf(response), { status, headers: headersOf(response) });
    },
    async respondWith(responses, paid) {
      responder = new Responder(responses, paid);
      return responder;
    },
  };
}

function bodyOf(response: DeliveredResponse): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = chunksOf(response).values();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = chunks.next();
      if (!done) controller.enqueue(value);
      else if (response.drop) controller.error(new TypeError("terminated", { cause: connectionClosed() }));
      else controller.close();
    },
  });
}

/** The cause that Node's fetch reports when the server closes the connection. */
function connectionClosed(): Error {
  return Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
}
