/** Something that the person at the keyboard can mend: printed without a stack. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
}
