import { createSimulator } from "@seedream-clients/simulator";
import { getResponse } from "msw";

/** Milliseconds that an image takes; slow enough to watch them arrive. */
const LATENCY = 800;

/** `fetch` of a world in which there is the simulator, and nothing else. */
export function simulatedFetch(): typeof fetch {
  const { handlers } = createSimulator({ latency: LATENCY });
  return async (input, init) => {
    const request = new Request(input, init);
    const response = await getResponse(handlers, request);
    request.signal.throwIfAborted();
    if (!response) throw new TypeError(`The simulator has nothing at ${request.url}`);
    return response;
  };
}
