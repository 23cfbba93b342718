/** Program, arguments and variables to start a browser. */
export interface BrowserBinary {
  readonly path: string;
  readonly args: readonly string[];
  /** Variables that the browser needs beside the variables of this process. */
  readonly env: Readonly<Record<string, string>>;
}
