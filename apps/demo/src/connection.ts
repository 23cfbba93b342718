import { useSyncExternalStore } from "react";

/** Pause between two attempts to reach a server that does not respond, in ms. */
const PAUSE = 4000;

const listeners = new Set<() => void>();

let retryAt: number | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(isLost: boolean): void {
  clearTimeout(timer);
  retryAt = isLost ? Date.now() + PAUSE : undefined;
  if (isLost) timer = setTimeout(retry, PAUSE);
  for (const listener of listeners) listener();
}

/** Calls `fetch`, and notices whether the studio's server responds. */
export async function fetchFromServer(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, init);
    if (retryAt !== undefined) set(false);
    return response;
  } catch (error) {
    if (retryAt === undefined && !init?.signal?.aborted) set(true);
    throw error;
  }
}

/** Tries to reach the server now. */
export async function retry(): Promise<void> {
  set(true);
  await fetchFromServer("api/providers").catch(() => {});
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Returns the time of the next attempt, in ms since 1970; `undefined` while the server responds. */
export function useRetryAt(): number | undefined {
  return useSyncExternalStore(listen, () => retryAt);
}
