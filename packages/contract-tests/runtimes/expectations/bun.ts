import type { Expectation } from "./expectation.ts";

export const bun: readonly Expectation[] = [
  {
    tests: /^retries a connection that times out/,
    instead: /Test timed out/,
    why: "Bun's fetch counts the seconds to a connection without timers of JavaScript: the test cannot make them pass.",
  },
  {
    tests: /together with the end of the connection: \w+$/,
    instead: /to deeply equal \[ .* \]/,
    why: "Bun discards what it has received, and not passed on yet, when the connection breaks.",
    sometimes: true,
  },
  {
    tests: /^under a heap of 128 MiB/,
    instead: /expected \d+ to be less than \d+/,
    why: "Bun has no limit for its heap: it collects garbage later, and its peak says little about what is in use.",
    sometimes: true,
  },
];
