import { CommandError } from "@seedream-clients/command-line";

/** A failure of a release or its checks that the user can fix. */
export class ReleaseError extends CommandError {
  override readonly name = "ReleaseError";
}
