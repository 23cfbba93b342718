import { useSyncExternalStore } from "react";

/** The run that the address of the page leads to, and how to leave it. */
export function usePermalink() {
  const only = useSyncExternalStore(listen, read);
  return [only, leave] as const;
}

function read(): string | undefined {
  return /^#run=([\w-]{16,64})$/.exec(location.hash)?.[1];
}

function listen(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

function leave(): void {
  history.replaceState(null, "", location.pathname);
  // Replacing the address tells nobody.
  dispatchEvent(new HashChangeEvent("hashchange"));
}
