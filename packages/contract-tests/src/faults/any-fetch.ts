import { createRequire } from "node:module";
import { fetch as crossFetch } from "cross-fetch";
import nodeFetch3 from "node-fetch";

type Fetch = typeof globalThis.fetch;

/** Fetches that users pass: none of them is the runtime's, and their responses differ. */
export const anyFetch: Readonly<Record<string, Fetch>> = {
  "node-fetch 2": asFetch(createRequire(import.meta.url)("node-fetch-2")),
  "node-fetch 3": asFetch(nodeFetch3),
  "cross-fetch": asFetch(crossFetch),
  "a fetch without web streams": async (...args) => without(await fetch(...args), "body"),
  "a fetch without web streams and array buffers": async (...args) =>
    without(without(await fetch(...args), "body"), "arrayBuffer"),
};

function asFetch(value: unknown): Fetch {
  if (isFetch(value)) return value;
  throw new Error("The package exports no fetch");
}

function isFetch(value: unknown): value is Fetch {
  return typeof value === "function";
}

/** Hides a property of a response, as on React Native. */
function without(response: Response, property: "body" | "arrayBuffer"): Response {
  return Object.defineProperty(response, property, { value: undefined });
}
