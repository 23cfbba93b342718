/** The code by which a failed `fetch` tells why, somewhere in its chain of causes; `""` without one. */
export function failureCode(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 9; cause = cause.cause, depth++) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
  }
  return "";
}
