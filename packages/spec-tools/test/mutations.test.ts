import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run as generate } from "@seedream-clients/codegen/src/cli.ts";
import { compile, LANGUAGE } from "@seedream-clients/codegen/src/compile.ts";
import { emitFields } from "@seedream-clients/codegen/src/emit-fields.ts";
import { ProblemsError } from "@seedream-clients/codegen/src/problem.ts";
import { readSpec, type ValidSpec } from "@seedream-clients/codegen/src/valid-spec.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { highestLevel, LEVELS } from "../src/change.ts";
import { run as changeset } from "../src/changeset-cli.ts";
import { run as diff } from "../src/diff-cli.ts";
import { diffSpecs, type SpecDiff } from "../src/diff-specs.ts";
import { MUTATIONS } from "./mutations/mutate.ts";
import { leastLevel, withoutLimits } from "./mutations/oracle.ts";
import { Random } from "./mutations/random.ts";
import { Repository } from "./repository.ts";

// SEEDS=20 tests twenty times as many mutated specs.
const SEEDS = Number(process.env.SEEDS ?? 1);
const ROOT = join(import.meta.dirname, "..", "..", "..");
const FILE = "specs/mini/openapi.yaml";
const providers = readdirSync(join(ROOT, "specs")).filter((name) =>
  existsSync(join(ROOT, "specs", name, "openapi.yaml")),
);
// The types that validate.ts uses, without the functions that follow them.
const [KIT = ""] = readFileSync(join(ROOT, "packages/core/src/request/native-fields.ts"), "utf8").split(
  "/** Checks a request",
);

interface Mutant {
  readonly name: string;
  readonly seed: number;
  readonly text: string;
  readonly spec: ValidSpec | ProblemsError;
}

describe.each(providers)("mutated specs of %s", (provider) => {
  const original = readFileSync(join(ROOT, "specs", provider, "openapi.yaml"), "utf8");
  let before: ValidSpec;
  let mutants: Mutant[] = [];
  let diffs: SpecDiff[] = [];
  const accepted = () =>
    mutants.flatMap(({ spec, ...others }) => (spec instanceof ProblemsError ? [] : [{ ...others, spec }]));

  beforeAll(async () => {
    before = await readSpec(provider, FILE, original);
    // Every mutation runs on half of the specs with an even seed, and on the other half with an odd seed.
    const made = Object.keys(MUTATIONS).flatMap((name, index) =>
      Array.from({ length: SEEDS }, (_, seed) => seed)
        .filter((seed) => (index + providers.indexOf(provider) + seed) % 2 === 0)
        .map((seed) => mutant(before, name, seed)),
    );
    mutants = await Promise.all(made.flatMap((item) => item ?? []));
    diffs = diffSpecs(accepted().map(({ spec }, index) => ({ provider, file: `${index}`, before, after: spec })));
  }, 120_000);

  test("are refused with a place and a reason, or generate code that compiles", () => {
    for (const { name, spec } of mutants)
      if (spec instanceof ProblemsError)
        for (const { file, line, reason } of spec.problems) {
          expect([name, file], reason).toEqual([name, FILE]);
          expect(line, name).toBeGreaterThan(0);
          expect(reason, name).not.toBe("");
        }
    const files = new Map([["/kit.d.ts", KIT]]);
    for (const [index, { spec }] of accepted().entries()) {
      files.set(`/${index}.ts`, spec.types);
      files.set(`/${index}-validate.ts`, emitFields(spec.spec, spec.requestSchema));
    }
    const program = compile(files, LANGUAGE, (specifier) =>
      specifier.startsWith("@seedream") ? "/kit.d.ts" : undefined,
    );
    for (const [index, { name, seed }] of accepted().entries())
      for (const file of [`/${index}.ts`, `/${index}-validate.ts`]) {
        const source = program.getSourceFile(file);
        const faults = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
        expect(
          faults.map(({ messageText }) => messageText),
          `${name} ${seed} ${file}`,
        ).toEqual([]);
      }
  });

  test("have at least the level that samples of requests and responses show", () => {
    const original = withoutLimits(before.spec.document);
    for (const [index, { name, seed, spec }] of accepted().entries()) {
      const { level, because } = leastLevel(original, withoutLimits(spec.spec.document), new Random(seed));
      const found = highestLevel(diffs[index]?.changes ?? []) ?? "fix";
      expect(LEVELS.indexOf(found), `${name} ${seed}: ${found}, but ${because}`).toBeLessThanOrEqual(
        LEVELS.indexOf(level),
      );
    }
  }, 120_000);

  test("are reported, as a fix if only texts changed", () => {
    for (const [index, { name }] of accepted().entries()) {
      const changes = diffs[index]?.changes ?? [];
      if (/description|version|order/.test(name)) expect(highestLevel(changes) ?? "fix", name).toBe("fix");
      else expect(changes.length, name).toBeGreaterThan(0);
    }
  });

  test("are accepted or refused alike by all commands, and --check is green after them", async () => {
    const random = new Random(providers.indexOf(provider));
    const some = [...Array(3)].flatMap(() => random.pick(mutants) ?? []);
    const repository = new Repository();
    repository.write(FILE, original);
    await repository.generate();
    repository.commit();
    for (const { name, text } of some) {
      repository.reset();
      repository.write(FILE, text);
      const generated = await repository.run(generate, "--package", "mini", "--package", "simulator");
      const results = [
        await repository.run(diff),
        await repository.run(changeset),
        await repository.run(changeset, "--check"),
      ];
      for (const { code, err } of results) expect([code, err], name).toEqual([generated.code, generated.err]);
    }
  }, 60_000);
});

function mutant(before: ValidSpec, name: string, seed: number): Promise<Mutant> | undefined {
  const document = structuredClone(before.spec.document);
  const random = new Random(seed * 1000 + Object.keys(MUTATIONS).indexOf(name));
  if (!MUTATIONS[name]?.(document, random)) return undefined;
  const text = JSON.stringify(document, null, 1);
  return readSpec(before.spec.provider, FILE, text).then(
    (spec) => ({ name, seed, text, spec }),
    (error: unknown) => {
      if (error instanceof ProblemsError) return { name, seed, text, spec: error };
      throw new Error(`${name} ${seed} throws`, { cause: error });
    },
  );
}
