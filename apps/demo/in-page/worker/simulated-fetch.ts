import { createSimulator } from "@seedream-clients/simulator";
import { getResponse } from "msw";

/** Time that an image takes, in ms: slow enough to watch images arrive. */
const LATENCY = 800;

/** Creates a `fetch` that reaches only the simulator. */
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
