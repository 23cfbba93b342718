import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ExitCode, type Output, runCommand, terminal, withStopSignal } from "@seedream-clients/command-line";
import { requireBuilt } from "../built.ts";
import { type PublicPackage, readPublicPackages } from "../public-packages.ts";
import { inTemporaryFolder } from "../temporary-folder.ts";
import { describeDifference } from "./difference.ts";
import { extractReport, type Report } from "./extract.ts";

const COMMAND_LINE = {
  usage: `
Writes packages/*/api/*.api.md: the exports of each entry of a public package, for reviewers.

Usage: pnpm api:report [--check]

  --check   write nothing; list what changed, and exit with 1 if anything did
  --help    show this text
`,
  options: { check: { type: "boolean" } },
} as const;

/** Runs the command on the repository at `root`. */
export function run(args: readonly string[], root: string, output: Output): Promise<ExitCode> {
  return runCommand(COMMAND_LINE, args, output, ({ values }) =>
    withStopSignal(output, (stop) => report(root, values.check ?? false, output, stop)),
  );
}

async function report(root: string, check: boolean, { out, err }: Output, stop: AbortSignal): Promise<0 | 1> {
  const packages = await readPublicPackages(root);
  requireBuilt(packages);
  const stale = await findStale(root, packages, stop);
  if (stale.length === 0) {
    out("up to date");
    return 0;
  }
  for (const { path, before, after } of stale) {
    for (const line of describeStale(path, before, after)) (check ? err : out)(line);
    if (!check) await write(join(root, path), after);
  }
  if (!check) return 0;
  err("If this is intended, run `pnpm api:report` and commit the reports.");
  return 1;
}

interface Stale {
  readonly path: string;
  /** Absent if the report is new. */
  readonly before: string | undefined;
  /** Absent if the entry was removed. */
  readonly after: string | undefined;
}

async function findStale(root: string, packages: readonly PublicPackage[], stop: AbortSignal): Promise<Stale[]> {
  const reports = new Map((await extractAll(packages, stop)).map(({ path, text }) => [path, text]));
  const committed = (await Promise.all(packages.map(committedReports))).flat();
  const paths = [...new Set([...reports.keys(), ...committed])].sort();
  const pairs = paths.map(async (path) => ({ path, before: await read(join(root, path)), after: reports.get(path) }));
  return (await Promise.all(pairs)).filter(({ before, after }) => before !== after);
}

function extractAll(packages: readonly PublicPackage[], stop: AbortSignal): Promise<Report[]> {
  return inTemporaryFolder(async (folder) => {
    const reports: Report[] = [];
    for (const item of packages) {
      for (const entry of item.entries) {
        stop.throwIfAborted();
        reports.push(await extractReport(item, entry, folder));
      }
    }
    return reports;
  });
}

async function committedReports({ folder, id }: PublicPackage): Promise<string[]> {
  const files = await readdir(join(folder, "api")).catch(() => []);
  return files.filter((file) => file.endsWith(".api.md")).map((file) => `packages/${id}/api/${file}`);
}

function describeStale(path: string, before: string | undefined, after: string | undefined): string[] {
  if (before === undefined) return [`${path}: is new`];
  if (after === undefined) return [`${path}: its entry was removed`];
  return [`${path}:`, ...describeDifference(before, after).map((line) => `  ${line}`)];
}

async function write(path: string, text: string | undefined): Promise<void> {
  if (text === undefined) return rm(path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function read(path: string): Promise<string | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  // An editor may write CRLF, which git turns into LF.
  return text?.replaceAll("\r\n", "\n");
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..", "..");
  process.exitCode = await run(process.argv.slice(2), root, terminal);
}
