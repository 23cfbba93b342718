import type { Expectation } from "./expectation.ts";

export const bun: readonly Expectation[] = [
  {
    tests: /a connection that does not come about in time/,
    instead: /Test timed out/,
    why: "Bun's fetch counts the seconds to a connection without timers of JavaScript: the test cannot make them pass.",
  },
  {
    tests: /is not redirected to a private address|is redirected to a public one|public name .* by a redirect/,
    instead: /could not be fetched/,
    why: "Bun's fetch does not look names up through node:dns: the tests cannot send it to this machine.",
  },
  {
    tests: /images that arrived survive > (the socket being|bytes that are no text)/,
    instead: /to deeply equal \[ .* \]/,
    why: "Bun's fetch discards what it has received, and not passed on yet, when the connection breaks.",
    sometimes: true,
  },
];
