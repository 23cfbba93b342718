/** Reasons for missed goals, by the start of a goal's name. Printed only while the goal is missed. */
export const reasons: Readonly<Record<string, string>> = {
  "kB of @": "downloads, hooks, `validate()` and redaction came after the goal was set.",
  "a call of ours":
    "no step stands out in a profile. Two nested async generators, headers that openapi-fetch merges, a body that is read " +
    "in pieces under two time-outs, and redaction take some 20 µs together. They allocate 52 kB, whose collection is a " +
    "fifth of the time. Bare fetch has none of them, and an image takes seconds. Up to 2.5 was accepted from the start, " +
    "where less would cost clarity.",
  "1,000 calls of ours": "as for one call. Together they take under a tenth of a second.",
  "memory of an answer of 1 MiB":
    "a fresh process grows the young generation of its heap and the buffers of its connection once, by some 15 MB, " +
    "whatever the size of the image.",
  "14 references of ours":
    "the difference to bare fetch is garbage that is not collected yet, and moves from run to run; openapi-fetch, ky and " +
    "openai show the same.",
  "kB of heap for each waiting task":
    "the functions of a call and their contexts (1.9 kB), four suspended functions with their frames (1.5 kB), maps and " +
    "sets (1 kB), the request, options and results so far (1 kB), promises (0.6 kB), two timers and an AbortController " +
    "with its listener (0.6 kB), and the UUID, which Node joins from 14 strings (0.4 kB).",
};
