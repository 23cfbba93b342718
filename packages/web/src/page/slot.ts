/** Most streams of all tabs. A browser opens six connections to a server over HTTP/1.1; two stay free for images. */
const mostStreams = 4;

/**
 * Takes one of the streams that the tabs of an origin share, and returns a function that releases it. Returns
 * `undefined` if none is free, or if there are no locks (plain HTTP). The run is then polled.
 */
export async function takeSlot(): Promise<(() => void) | undefined> {
  // Outside of a page nothing limits connections.
  if (typeof document === "undefined") return () => {};
  for (let slot = 0; navigator.locks && slot < mostStreams; slot++) {
    const release = await new Promise<(() => void) | undefined>((resolve) => {
      navigator.locks
        .request(`seedream-clients ${slot}`, { ifAvailable: true }, (lock) =>
          lock ? new Promise<void>((free) => resolve(free)) : resolve(undefined),
        )
        // A page in a sandbox has no locks.
        .catch(() => resolve(undefined));
    });
    if (release) return release;
  }
  return undefined;
}
