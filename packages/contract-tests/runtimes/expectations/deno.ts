import type { Expectation } from "./expectation.ts";

export const deno: readonly Expectation[] = [
  {
    tests: /a connection that does not come about in time/,
    instead: /Test timed out/,
    why: "Deno's fetch has no time-out for connecting, so that only the client's own time-outs end the call.",
  },
  {
    tests: /is not redirected to a private address|is redirected to a public one|public name .* by a redirect/,
    instead: /could not be fetched/,
    why: "Deno's fetch does not look names up through node:dns: the tests cannot send it to this machine.",
  },
  {
    tests: /after a refused connection/,
    instead: /expected undefined to match object \{ ok: true \}/,
    why: 'Core does not yet read "client error (Connect)", which is all that Deno says: the call is not repeated.',
  },
  {
    tests: /as often as maxRetries says, while the name does not resolve/,
    instead: /expected OutcomeUnknownError: .* to be an instance of ConnectionError/,
    why: 'Core does not yet read "client error (Connect)", which is all that Deno says: the outcome counts as unknown.',
  },
  {
    tests: /sends one request when a reused connection is closed/,
    instead: /expected 3 to be 2/,
    why: "Deno's fetch repeats a request whose body is a string by itself; core has yet to send a Blob there.",
  },
];
