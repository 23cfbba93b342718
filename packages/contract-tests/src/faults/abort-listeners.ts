/** Records the listeners of a signal, in any runtime. Returns how many are set. */
export function countAbortListeners(signal: AbortSignal): () => number {
  const listeners = new Map<EventListenerOrEventListenerObject, { readonly once: boolean }>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: AddEventListenerOptions | boolean,
  ) => {
    listeners.set(listener, { once: typeof options === "object" && options.once === true });
    addEventListener.call(signal, type, listener, options);
  };
  signal.removeEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: EventListenerOptions | boolean,
  ) => {
    listeners.delete(listener);
    removeEventListener.call(signal, type, listener, options);
  };
  return () => [...listeners.values()].filter(({ once }) => !(once && signal.aborted)).length;
}
