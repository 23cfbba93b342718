import { typeFaults } from "./compile.ts";
import { LayoutError } from "./problem.ts";
import { specFile } from "./valid-spec.ts";

/** Returns the name of a provider as a variable: `ai302` for `302ai`. */
export function variableOf(provider: string): string {
  return provider.replace(/^(\d+)(.*)$/, "$2$1").replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Checks that the name of a provider, its folder in `specs/`, can name a package and a variable.
 *
 * @throws {LayoutError} It cannot.
 */
export function requireName(provider: string): void {
  const fault = faultOf(provider);
  if (fault === undefined) return;
  throw new LayoutError(
    `${specFile(provider)}: the provider cannot be called ${JSON.stringify(provider)}: ${fault} — rename the folder`,
  );
}

function faultOf(provider: string): string | undefined {
  if (!/^[a-z\d]+(-[a-z\d]+)*$/.test(provider))
    return "names of packages have small letters and digits, with a hyphen between words";
  const variable = variableOf(provider);
  // The compiler knows the reserved words of each kind.
  const [fault] = typeFaults(`export const ${variable} = 0;`);
  return fault && `generated code has a variable ${JSON.stringify(variable)}, which does not compile: ${fault.message}`;
}
