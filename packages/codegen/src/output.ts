/** The lines that a command prints. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}
