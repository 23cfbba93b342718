import type { Expectation } from "./expectation.ts";

export const deno: readonly Expectation[] = [
  {
    tests: /^retries a connection that times out/,
    instead: /Test timed out/,
    why: "Deno's fetch has no time-out for connecting, so that only the client's own time-outs end the call.",
  },
  {
    tests: /follows? a redirect to a (private|public) address|from a public name .*, after a redirect/,
    instead: /could not be fetched/,
    why: "Deno's fetch does not look names up through node:dns: the tests cannot send it to this machine.",
  },
];
