import { useSyncExternalStore } from "react";
import { useNow } from "./use-now.ts";

/** Milliseconds between two attempts to reach a server that does not answer. */
const PAUSE = 4000;

const listeners = new Set<() => void>();

/** When the next attempt is made, in ms since 1970; `undefined` while the server answers. */
let retryAt: number | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(isLost: boolean): void {
  clearTimeout(timer);
  retryAt = isLost ? Date.now() + PAUSE : undefined;
  if (isLost) timer = setTimeout(connection.retry, PAUSE);
  for (const listener of listeners) listener();
}

/** The connection of the page to the studio's server. */
export const connection = {
  /** `fetch` that notices whether the server answers. */
  fetch: async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    try {
      const response = await fetch(input, init);
      if (retryAt !== undefined) set(false);
      return response;
    } catch (error) {
      if (retryAt === undefined && !init?.signal?.aborted) set(true);
      throw error;
    }
  },

  /** Asks the server now. */
  async retry(): Promise<void> {
    set(true);
    await connection.fetch("api/providers").catch(() => {});
  },
};

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Seconds to the next attempt to reach the server; 0 while it answers. */
export function useRetryIn(): number {
  const at = useSyncExternalStore(listen, () => retryAt);
  const now = useNow(at !== undefined);
  return Math.max(0, Math.ceil(((at ?? 0) - now) / 1000));
}

/** Whether the server does not answer. */
export function useIsLost(): boolean {
  return useSyncExternalStore(listen, () => retryAt !== undefined);
}
