/** Request of a program. */
export interface PeerRequest {
  readonly count: number;
  /** Reference images: `data:` URIs; for ours, also bytes. */
  readonly images?: readonly (string | Uint8Array)[];
}

/** Result of a program. */
export interface PeerResult {
  /** Links, or Base64. */
  readonly images: readonly string[];
  /** Errors of single images that the package reports. */
  readonly failures: readonly string[];
}

export type Generate = (request: PeerRequest) => Promise<PeerResult>;

/** API that a package calls, which decides the format of the responses. */
export type Wire = "ark" | "fal" | "replicate";

export interface PeerOptions {
  readonly baseURL: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** A program that makes images with one package, as its documentation shows and with its defaults. */
export interface Peer {
  readonly wire: Wire;
  connect(options: PeerOptions): Generate;
}

export const model = "doubao-seedream-4-5-251128";
export const prompt = "A red kite over the dunes";
export const apiKey = "sk-bench-0123456789";
