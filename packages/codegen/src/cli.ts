import { join } from "node:path";
import { parseArgs } from "node:util";
import { planOutput } from "./generate.ts";
import type { Output } from "./output.ts";
import { LayoutError, ProblemsError, UsageError } from "./problem.ts";
import { applyChanges, displayPath, findChanges } from "./write.ts";

const HELP = `Generates packages/*/src/generated and the table of providers in the READMEs from specs/*/openapi.yaml.

Usage: pnpm generate [--check] [--package NAME ...]

  --check         write nothing; list the files that are out of date and exit with 1 if there are any
  --package NAME  generate one package, a provider or "simulator", and not the READMEs; may be repeated
  --help          show this text
`;

/** Runs the command and returns its exit code: 0 done, 1 a spec or file is wrong, 2 an argument is wrong. */
export async function run(args: readonly string[], root: string, output: Output): Promise<0 | 1 | 2> {
  const options = readArguments(args);
  if (typeof options === "string") {
    output.err(options);
    return 2;
  }
  if (options.help) {
    output.out(HELP.trimEnd());
    return 0;
  }
  try {
    return await generate(root, options.package ?? [], options.check ?? false, output);
  } catch (error) {
    if (!(error instanceof ProblemsError || error instanceof LayoutError || error instanceof UsageError)) throw error;
    output.err(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function generate(
  root: string,
  packages: readonly string[],
  check: boolean,
  { out, err }: Output,
): Promise<0 | 1> {
  const { folders, files } = await planOutput(root, packages);
  const changes = await findChanges(folders, files);
  if (changes.length === 0) {
    out("up to date");
    return 0;
  }
  if (check) {
    for (const { kind, path } of changes) err(`${kind}: ${displayPath(root, path)}`);
    err("run pnpm generate");
    return 1;
  }
  await applyChanges(changes);
  for (const { kind, path } of changes) out(`${kind === "stale" ? "removed" : "wrote"} ${displayPath(root, path)}`);
  return 0;
}

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        check: { type: "boolean" },
        package: { type: "string", multiple: true },
        help: { type: "boolean", short: "h" },
      },
    });
    return values;
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\nThe flags are --check, --package NAME and --help.`;
  }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..");
  process.exitCode = await run(process.argv.slice(2), root, { out: console.log, err: console.error });
}
