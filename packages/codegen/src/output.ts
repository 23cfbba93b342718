/** Where a command writes its lines. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}
