import { exitCodes } from "./exit.ts";
import { type PrepareOptions, prepare, priceOf } from "./generate.ts";
import { style, type Terminal } from "./terminal.ts";

/** `seedream validate`: prints the issues, the warnings and the price of a request. Sends nothing, and needs no key. */
export async function validate(
  argument: string | undefined,
  options: PrepareOptions,
  terminal: Terminal,
): Promise<number> {
  const { validation } = await prepare(argument, options, terminal);
  const { issues, warnings, model, size, cost } = validation;
  const isValid = issues.length === 0;
  if (terminal.isJson) terminal.out(JSON.stringify({ valid: isValid, ...validation }));
  else {
    for (const { message } of issues) terminal.out(style("red", message));
    for (const { message } of warnings) terminal.out(style("yellow", `Warning: ${message}`));
    if (isValid) terminal.out(`Valid: ${model}${size === undefined ? "" : `, ${size}`}. ${priceOf(cost)}`);
  }
  return isValid ? exitCodes.ok : exitCodes.usage;
}
