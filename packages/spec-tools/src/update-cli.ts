import { join } from "node:path";
import { providersIn } from "@seedream-clients/codegen/src/folders.ts";
import { asObject, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { specFile } from "@seedream-clients/codegen/src/valid-spec.ts";
import { applyChanges } from "@seedream-clients/codegen/src/write.ts";
import {
  CommandError,
  type ExitCode,
  type Output,
  runCommand,
  terminal,
  UsageError,
} from "@seedream-clients/command-line";
import { documentsIn } from "./embedded.ts";
import { type Overlay, parseOverlay } from "./overlay.ts";
import { type Proposal, proposalText, propose } from "./proposal.ts";
import { FETCH_LIMITS, type FetchLimits, readSource } from "./source.ts";
import { parseDocument, readText, requireKnown } from "./specs.ts";
import { onOneLine } from "./words.ts";

const COMMAND_LINE = {
  usage: `
Compares a provider's own OpenAPI documents with our spec, and lists the differences.

Usage: pnpm spec:update <provider> --from FILE|URL [--from ...] [--write] [--check] [--json]

  --from FILE|URL  a document in YAML or JSON, or a Markdown page with one. Several documents, one per model,
                   are merged
  --write          apply specs/<provider>/overlay.yaml and write the result to
                   specs/<provider>/proposal.yaml; openapi.yaml is not changed
  --check          exit with 1 if anything differs
  --json           print one JSON object
  --help           show this text
`,
  options: {
    from: { type: "string", multiple: true },
    write: { type: "boolean" },
    check: { type: "boolean" },
    json: { type: "boolean" },
  },
  allowPositionals: true,
} as const;

interface Surroundings {
  /** The folder that relative file names start from. */
  readonly folder?: string;
  readonly limits?: FetchLimits;
}

/** Runs the command on the repository at `root`. */
export function run(
  args: readonly string[],
  root: string,
  output: Output,
  { folder = process.cwd(), limits = FETCH_LIMITS }: Surroundings = {},
): Promise<ExitCode> {
  return runCommand(COMMAND_LINE, args, output, async ({ values, positionals }) => {
    const sources = values.from ?? [];
    const provider = await readProvider(root, positionals, sources);
    const ours = await loadOurs(root, provider);
    const documents: JsonObject[] = [];
    for (const name of sources) documents.push(...documentsIn(provider, await readSource(name, folder, limits)));
    requireShared(provider, ours, documents);
    const overlay = await readOverlay(root, provider);
    const proposal = propose(provider, ours, documents, overlay);
    const file = `specs/${provider}/proposal.yaml`;
    if (values.write)
      await applyChanges([
        { kind: "out of date", path: join(root, file), text: proposalText(provider, sources, proposal.document) },
      ]);
    const outcome = {
      provider,
      proposal,
      overlay,
      documents: documents.length,
      ...(values.write && { written: file }),
    };
    for (const line of values.json ? [toJson(outcome)] : lines(outcome)) output.out(line);
    return values.check && proposal.differences.length > 0 ? 1 : 0;
  });
}

interface Outcome {
  readonly provider: string;
  readonly proposal: Proposal;
  readonly overlay: Overlay | undefined;
  readonly documents: number;
  readonly written?: string;
}

function lines({ provider, proposal, overlay, documents, written }: Outcome): string[] {
  const file = specFile(provider);
  const what = documents === 1 ? "The provider's document" : `The provider's ${documents} documents, merged`;
  const under = overlay ? `with the ${overlay.actions.length} decisions of ${overlay.file.file}` : "without an overlay";
  return [
    `${what}, ${under}. Differences from ${file}:`,
    ...proposal.differences.map(({ text, rule }) => `  ${onOneLine(text)}  [${rule}]`),
    ...proposal.doubts.map((doubt) => `  doubtful  ${onOneLine(doubt)}`),
    ...(proposal.differences.length === 0 ? [`${provider}: no differences`] : []),
    "Not compared: texts, examples, type names and model rows.",
    ...(written === undefined ? [] : [`written: ${written}`]),
  ];
}

function toJson({ provider, proposal: { differences, doubts }, written }: Outcome): string {
  const changes = differences.map(({ rule, text }) => ({ rule, text: onOneLine(text) }));
  const facts = { provider, file: specFile(provider), changes, doubts: doubts.map(onOneLine) };
  return JSON.stringify({ ...facts, written: written ?? null }, null, 2);
}

async function readProvider(root: string, names: readonly string[], sources: readonly string[]): Promise<string> {
  const known = await providersIn(root);
  const [provider, ...others] = names;
  if (provider === undefined || others.length > 0)
    throw new UsageError(`${names.length} providers are named; name one: pnpm spec:update ${known[0]} --from FILE|URL`);
  requireKnown([provider], known);
  if (sources.length === 0)
    throw new UsageError(
      `--from is missing; name the provider's document: pnpm spec:update ${provider} --from FILE|URL`,
    );
  return provider;
}

async function loadOurs(root: string, provider: string): Promise<JsonObject> {
  const text = await readText(join(root, specFile(provider)));
  return text === undefined ? {} : parseDocument(provider, specFile(provider), text);
}

// Either side may have a base path in front of its paths.
function requireShared(provider: string, ours: JsonObject, documents: readonly JsonObject[]): void {
  const known = Object.keys(asObject(ours.paths));
  const found = documents.flatMap(({ paths }) => Object.keys(asObject(paths)));
  if (found.some((path) => known.some((own) => own.endsWith(path) || path.endsWith(own)))) return;
  throw new CommandError(
    `the document has ${onOneLine(found.join(", "))}, and no path of ${specFile(provider)} (${known.join(", ")}); pass the document of the operations there`,
  );
}

async function readOverlay(root: string, provider: string): Promise<Overlay | undefined> {
  const file = `specs/${provider}/overlay.yaml`;
  const text = await readText(join(root, file));
  return text === undefined ? undefined : parseOverlay(provider, file, text);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..");
  // pnpm runs scripts in the root of the repository; INIT_CWD is the folder of the caller.
  const folder = process.env.INIT_CWD ?? process.cwd();
  process.exitCode = await run(process.argv.slice(2), root, terminal, { folder });
}
