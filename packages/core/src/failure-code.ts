/** The error with a code that tells why a `fetch` failed, somewhere in the chain of causes. */
export function coded(error: unknown): { readonly code: string; readonly syscall: string } {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 9; cause = cause.cause, depth++) {
    if ("code" in cause && typeof cause.code === "string") {
      return { code: cause.code, syscall: "syscall" in cause ? String(cause.syscall) : "" };
    }
  }
  return { code: "", syscall: "" };
}
