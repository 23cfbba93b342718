import { createRequire } from "node:module";

type Fetch = typeof globalThis.fetch;

/** Implementations of `fetch` that users pass. Their responses differ from the runtime's responses. */
export const anyFetch: Readonly<Record<string, () => Promise<Fetch>>> = {
  "node-fetch 2": async () => asFetch(createRequire(import.meta.url)("node-fetch-2")),
  "node-fetch 3": async () => asFetch((await import("node-fetch")).default),
  "cross-fetch": async () => asFetch((await import("cross-fetch")).fetch),
  "a fetch without web streams": async () => withoutStreams,
  "a fetch without web streams and array buffers": async () => withoutBuffers,
};

const withoutStreams: Fetch = async (...args) => without(await fetch(...args), "body");
const withoutBuffers: Fetch = async (...args) => without(await withoutStreams(...args), "arrayBuffer");

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
