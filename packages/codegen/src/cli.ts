import { join } from "node:path";
import { type ExitCode, type Output, runCommand, terminal } from "@seedream-clients/command-line";
import { planOutput } from "./generate.ts";
import { applyChanges, displayPath, findChanges } from "./write.ts";

const COMMAND_LINE = {
  usage: `
Generates every folder "generated" of packages and apps, and the tables in the READMEs, from specs/*/openapi.yaml.

Usage: pnpm generate [--check] [--package NAME ...]

  --check         write nothing; list the files that are out of date and exit with 1 if there are any
  --package NAME  generate one package, a client or one that lists them all, and not the READMEs; may be repeated
  --help          show this text
`,
  options: { check: { type: "boolean" }, package: { type: "string", multiple: true } },
} as const;

/** Runs the command on the repository at `root`. */
export function run(args: readonly string[], root: string, output: Output): Promise<ExitCode> {
  return runCommand(COMMAND_LINE, args, output, ({ values }) =>
    generate(root, values.package ?? [], values.check ?? false, output),
  );
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

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..");
  process.exitCode = await run(process.argv.slice(2), root, terminal);
}
