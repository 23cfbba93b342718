import { useSyncExternalStore } from "react";

/** Seconds between two attempts to reach a server that does not answer. */
const PAUSE = 4;

const listeners = new Set<() => void>();

/** Seconds to the next attempt; `undefined` while the server answers. */
let retryIn: number | undefined;

function set(value: number | undefined): void {
  if (value === retryIn) return;
  retryIn = value;
  for (const listener of listeners) listener();
}

/** Counts down to the next attempt, and makes it, until the server answers. */
async function count(): Promise<void> {
  while (retryIn !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (retryIn === undefined) return;
    if (retryIn > 1) set(retryIn - 1);
    else await connection.retry();
  }
}

function lose(): void {
  if (retryIn !== undefined) return;
  set(PAUSE);
  void count();
}

/** The connection of the page to the studio's server. */
export const connection = {
  /** `fetch` that notices whether the server answers. */
  fetch: async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    try {
      const response = await fetch(input, init);
      set(undefined);
      return response;
    } catch (error) {
      if (!init?.signal?.aborted) lose();
      throw error;
    }
  },

  /** Asks the server now. */
  async retry(): Promise<void> {
    set(PAUSE);
    await connection.fetch("api/providers").catch(() => {});
  },

  listen(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Seconds to the next attempt to reach the server; 0 while it answers. */
export function useRetryIn(): number {
  return useSyncExternalStore(connection.listen, () => retryIn ?? 0);
}

/** Whether the server does not answer. */
export function useIsLost(): boolean {
  return useSyncExternalStore(connection.listen, () => retryIn !== undefined);
}
