import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { requireBuilt } from "../built.ts";
import { console, type Output, runCommand } from "../command.ts";
import { type PublicPackage, readPublicPackages } from "../public-packages.ts";
import { ReleaseError } from "../release-error.ts";
import { inTemporaryFolder } from "../temporary-folder.ts";
import { describeDifference } from "./difference.ts";
import { extractReport, type Report } from "./extract.ts";

const HELP = `Writes packages/*/api/*.api.md: what each entry of a public package exports, for reviewers to read.

Usage: pnpm api:report [--check]

  --check   write nothing; say what changed and exit with 1
  --help    show this text`;

/** Brings the reports up to date, or says how they are not. */
export async function report(
  root: string,
  args: readonly string[],
  { out, err }: Output,
  stop: AbortSignal,
): Promise<boolean> {
  const options = readArguments(args);
  if (options.help) {
    out(HELP);
    return true;
  }
  const packages = await readPublicPackages(root);
  requireBuilt(packages);
  const stale = await findStale(root, packages, stop);
  if (stale.length === 0) {
    out("up to date");
    return true;
  }
  for (const { path, before, after } of stale) {
    for (const line of describeStale(path, before, after)) (options.check ? err : out)(line);
    if (!options.check) await write(join(root, path), after);
  }
  if (options.check) err("If that is meant, run `pnpm api:report` and commit what it writes.");
  return !options.check;
}

interface Stale {
  readonly path: string;
  /** Absent: the report is new. */
  readonly before: string | undefined;
  /** Absent: the entry is gone. */
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
  if (after === undefined) return [`${path}: reports on an entry that is gone`];
  return [`${path}:`, ...describeDifference(before, after).map((line) => `  ${line}`)];
}

async function write(path: string, text: string | undefined): Promise<void> {
  if (text === undefined) return rm(path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { check: { type: "boolean" }, help: { type: "boolean" } } }).values;
  } catch (error) {
    throw new ReleaseError(`${error instanceof Error ? error.message : error}\nThe flags are --check and --help.`);
  }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..", "..");
  await runCommand((stop) => report(root, process.argv.slice(2), console, stop));
}
