const PRIMES = [0x01000193, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

/**
 * Returns 32 hexadecimal digits, the same for the same text. For names and colours, not for secrets. Unlike the
 * platform's own digests, it is synchronous and runs everywhere.
 */
export function digest(text: string): string {
  let [a, b, c, d] = PRIMES as readonly number[] as [number, number, number, number];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, PRIMES[0]);
    b = Math.imul(b ^ code ^ (a >>> 15), PRIMES[1]);
    c = Math.imul(c ^ code ^ (b >>> 13), PRIMES[2]);
    d = Math.imul(d ^ code ^ (c >>> 16), PRIMES[3]);
  }
  return [a ^ d, b ^ a, c ^ b, d ^ c].map((lane) => hex(scramble(lane))).join("");
}

/** Returns a generator of numbers from 0 to 1. The same seed gives the same numbers. */
export function randomFrom(seed: string): () => number {
  let state = Number.parseInt(digest(seed).slice(0, 8), 16);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return scramble(state) / 2 ** 32;
  };
}

function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), PRIMES[1]);
  mixed = Math.imul(mixed ^ (mixed >>> 13), PRIMES[2]);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(lane: number): string {
  return lane.toString(16).padStart(8, "0");
}
