import type { Expectation } from "./expectation.ts";

const noServer: Expectation = {
  tests: /: (answers|responses), over HTTP > /,
  instead: /This runtime opens no server/,
  why: "The server of these tests would have to be in the same runtime; through an injected fetch, all of them pass.",
};

export const workerd: readonly Expectation[] = [noServer];

export const chromium: readonly Expectation[] = [
  noServer,
  {
    tests: /sends one request when a reused connection is closed/,
    instead: /expected 3 to be 2/,
    why: "A browser repeats a POST by itself: a client in a page promises no single submission.",
  },
];
