/** Returns the statement that imports names from a module. */
export type Import = (names: readonly string[], specifier: string) => string;

export const esm: Import = (names, specifier) => `import { ${names.join(", ")} } from "${specifier}";`;
export const cjs: Import = (names, specifier) => `const { ${names.join(", ")} } = require("${specifier}");`;

export interface ProgramOptions {
  readonly import: Import;
  /** Whether the runtime has a file system, so that the program uses the `/node` entry too. */
  readonly node: boolean;
}
