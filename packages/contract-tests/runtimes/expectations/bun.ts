import type { Expectation } from "./expectation.ts";

export const bun: readonly Expectation[] = [
  {
    tests: /^retries a connection that times out/,
    instead: /Test timed out/,
    why: "Bun's fetch counts the seconds to a connection without timers of JavaScript: the test cannot make them pass.",
  },
  {
    tests: /follows? a redirect to a (private|public) address|from a public name .*, after a redirect/,
    instead: /could not be fetched/,
    why: "Bun's fetch does not look names up through node:dns: the tests cannot send it to this machine.",
  },
  {
    tests: /images that arrived > (when the socket is|after bytes that are not text)/,
    instead: /to deeply equal \[ .* \]/,
    why: "Bun's fetch discards what it has received, and not passed on yet, when the connection breaks.",
    sometimes: true,
  },
];
