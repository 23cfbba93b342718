/** Of the six connections that a browser opens to a server over HTTP/1.1, for all its tabs: the others are for images. */
const mostStreams = 4;

/**
 * Takes one of the streams that the tabs of an origin share, and returns the function that gives it back; `undefined`
 * if there is none, or where tabs cannot agree (plain HTTP): the run is polled then.
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
