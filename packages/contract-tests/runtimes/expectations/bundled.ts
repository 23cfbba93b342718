import type { Expectation } from "./expectation.ts";

/** Both lack the modules of Node, and a fetch that gives the reason of a failure. */
const common: readonly Expectation[] = [
  {
    tests: /^with node-fetch [23] > /,
    instead: /This runtime has no node:(module|http)/,
    why: "node-fetch sends its requests through the sockets of Node.",
  },
  {
    tests: /^a saved file > /,
    instead: /This runtime has no node:fs\/promises/,
    why: "There is no file system to save to.",
  },
  {
    tests: /^retries a connection that times out|^under a heap of 128 MiB/,
    instead: /This runtime has no node:child_process/,
    why: "The test needs a process beside its own.",
  },
  {
    tests: /if the connection was refused, the name is unknown or TLS is missing$/,
    instead: /expected OutcomeUnknownError: .* to be an instance of ConnectionError/,
    why: "fetch does not say why it failed, so nothing proves that the request was not sent.",
  },
  {
    tests: /^retries a request that was not accepted: .* > (after a refused connection|maxRetries times while)/,
    instead: /to be an instance of ConnectionError|expected undefined to match object \{ ok: true \}/,
    why: "fetch does not say why it failed: the request may have been sent, and is not repeated.",
  },
  {
    tests: /^a link of .* > reports a failure of the network/,
    instead: /expected DownloadError: The image could not be fet.* to match object/,
    why: "fetch does not say why it failed.",
  },
];

export const workerd: readonly Expectation[] = common;

export const chromium: readonly Expectation[] = [
  ...common,
  {
    tests: /sends one request when a reused connection is closed/,
    instead: /expected 3 to be 2/,
    why: "A browser repeats a POST by itself: a client in a page promises no single submission.",
  },
  {
    tests: /^(\w+: responses, over HTTP|sends exactly one submission: .*|with .*) > .*redirect/,
    instead: /redirects to an(other)? address|to match object \{ charged: 'unkno/,
    why: "A page learns that it was redirected, but neither where to nor with which headers.",
  },
  {
    tests:
      /^a download > (does not follow a redirect to a private|sends no credentials to the target|stops after too many)/,
    instead: /Uint8Array|'\/0.jpeg', '\/(0.jpeg|latest\/meta-data)'|expected \d+ to be less than 20/,
    why: "A page learns nothing of a redirect; it leaves a download's to the browser, which asks for the first link again.",
  },
  {
    tests: /^a (download|link of .*) > (follows a redirect to a public address|is not followed to a public name)/,
    instead: /to deeply equal \[ 'results.example', 'more.example' \]|name: 'DownloadError'/,
    why: "A page looks no names up; the browser protects the private network.",
  },
  {
    tests: /^with cross-fetch > a raw body that stays silent/,
    instead: /TypeError: Failed to fetch/,
    why: "In a page, cross-fetch uses XMLHttpRequest, which waits for the whole body.",
  },
  {
    tests: /together with the end of the connection: \w+$/,
    instead: /to deeply equal \[ .* \]/,
    why: "A page discards what it has received, and not passed on yet, when the connection breaks.",
    sometimes: true,
  },
];
