import type { Expectation } from "./expectation.ts";

export const deno: readonly Expectation[] = [
  {
    tests: /^retries a connection that times out/,
    instead: /Test timed out/,
    why: "Deno's fetch has no time-out for connecting, so that only the client's own time-outs end the call.",
  },
  {
    tests: /^with (node-fetch 2|cross-fetch) > /,
    instead:
      /pipe is not a function|Target cannot be null|\+0 to be 1|to be an instance of ConnectionError|to match object \{ charged: .unknown|Test timed out/,
    why: "On Deno the body is a Blob, because Deno's fetch repeats a string by itself; node-fetch 2, which cross-fetch uses, cannot send one.",
  },
];
