import type { Peer } from "./peer.ts";

/** Ours first, then from simple to complex. Loaded one by one, so that a process does not load unused packages. */
const loaders: Readonly<Record<string, () => Promise<Peer>>> = {
  "@seedream-clients/ark": async () => (await import("./ours.ts")).ours,
  "bare fetch": async () => (await import("./bare-fetch.ts")).bareFetch,
  "openapi-fetch": async () => (await import("./openapi-fetch.ts")).openapiFetch,
  ky: async () => (await import("./ky.ts")).kyPeer,
  replicate: async () => (await import("./replicate.ts")).replicate,
  "@fal-ai/client": async () => (await import("./fal.ts")).fal,
  openai: async () => (await import("./openai.ts")).openai,
  "@ai-sdk/bytedance": async () => (await import("./ai-sdk.ts")).aiSDK,
};

export const ours = "@seedream-clients/ark";
export const bareFetch = "bare fetch";

/** Names of all programs that are compared. */
export const peerNames: readonly string[] = Object.keys(loaders);

export async function loadPeer(name: string): Promise<Peer> {
  const load = loaders[name];
  if (!load) throw new Error(`There is no peer "${name}"; there are ${peerNames.join(", ")}`);
  return load();
}
