/**
 * Loaded before a snippet. Sends requests to providers to the simulator, and lets no other request leave this machine.
 * Unlike a base URL, this needs no option or variable in the snippet.
 */
const routes: Readonly<Record<string, string>> = JSON.parse(process.env.SIMULATOR_ROUTES ?? "{}");
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const { origin, href, hostname } = new URL(input instanceof Request ? input.url : input);
  if (hostname === "127.0.0.1" || hostname === "localhost") return fetch(input, init);
  const target = routes[origin];
  if (target === undefined) return Promise.reject(new TypeError(`The test of a snippet cannot reach ${origin}`));
  const moved = target + href.slice(origin.length);
  return fetch(input instanceof Request ? new Request(moved, input) : moved, init);
};
