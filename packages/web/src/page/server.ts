import type { Fetch } from "@seedream-clients/core";
import type { WireError } from "../protocol.ts";
import { reviveError } from "./revive.ts";

/** The page's own server, as the page reaches it. */
export interface Server {
  addressOf(path: string): string;
  /**
   * Sends a request.
   *
   * @throws {SeedreamError} when the handler refuses it.
   * @throws {Unanswered} when something else responds, such as a proxy.
   * @throws the error of fetch when there is no response.
   */
  send(method: "GET" | "POST" | "DELETE", path: string, init?: SendOptions): Promise<Response>;
}

/**
 * Returns the path of a run. Its id may come from a link that an attacker wrote, and must not lead to another path. An
 * id of only dots would, even if they were encoded.
 */
export const pathOf = (id: string): string => `runs/${encodeURIComponent(id).replace(/^\.+$/, "'$&'")}`;

export interface SendOptions {
  readonly body?: string | undefined;
  readonly accept?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A response that the handler did not send. */
export class Unanswered extends Error {
  readonly status: number;

  constructor(response: Response) {
    const { status, url } = response;
    super(`${url} responded with HTTP ${status} (${typeOf(response)})`);
    this.status = status;
  }
}

export const typeOf = ({ headers }: Response): string => `${headers.get("content-type")}`;

export function connect(url: string, fetch: Fetch | undefined): Server {
  const base = url.replace(/\/+$/, "");
  const addressOf = (path: string) =>
    // Outside of a page the address must be absolute.
    new URL(`${base}/${path}`, globalThis.location?.href).href;
  return {
    addressOf,
    async send(method, path, { accept = "application/json", body = null, signal = null } = {}) {
      const headers = { accept, ...(body && { "content-type": "application/json" }) };
      const init: RequestInit = { method, headers, body, signal, cache: "no-store" };
      const response = await (fetch ?? globalThis.fetch)(addressOf(path), init);
      if (response.ok && /event-stream|json|^image|octet/.test(typeOf(response))) return response;
      const { error }: { error?: WireError } = await response.json().catch(() => ({}));
      // Gateways send errors of this form too, but only the handler sets `charged`.
      throw error?.charged ? reviveError(error, []) : new Unanswered(response);
    },
  };
}
