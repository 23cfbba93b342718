/** How to start a browser. */
export interface BrowserBinary {
  readonly path: string;
  readonly args: readonly string[];
  /** Variables that the browser needs beside those of this process. */
  readonly env: Readonly<Record<string, string>>;
}
