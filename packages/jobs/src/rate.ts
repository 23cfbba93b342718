/** A limit on images over time. */
export interface Rate {
  readonly imagesPerMinute: number;
  /** Most images at once after a pause. Default: the images of 6 seconds, at least 1. */
  readonly burst?: number | undefined;
}

/** Most images of one submission, of any model: the layers of Seedream 5.5. */
const mostImages = 100;

/**
 * Admits images by the generic cell rate algorithm, whose whole state is one time.
 *
 * @param arrival The state: when the allowance is full again, in ms since 1970; 0 at first.
 * @returns The new state, or how long to wait, in ms. A group larger than the burst goes out once the allowance is
 * full, and later groups wait for all of its images.
 */
export function admit(
  arrival: number,
  images: number,
  { imagesPerMinute, burst = Math.max(1, Math.floor(imagesPerMinute / 10)) }: Rate,
  now: number,
): { readonly arrival: number } | { readonly wait: number } {
  const interval = 60_000 / imagesPerMinute;
  const allowance = burst * interval;
  // If the clock was set back, the state would lie far ahead: no submission needs so long a wait.
  const isOfLater = arrival > now + allowance + mostImages * interval;
  const from = isOfLater ? now : Math.max(arrival, now);
  const wait = from + Math.min(images, burst) * interval - allowance - now;
  return wait > 0 ? { wait } : { arrival: from + images * interval };
}
