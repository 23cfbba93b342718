import { expect, onTestFinished, test, vi } from "vitest";
import { run } from "../src/diff-cli.ts";
import { edited, MINI } from "./mini.ts";
import { Repository } from "./repository.ts";

const SPEC = "specs/mini/openapi.yaml";
const STRENGTH = "        strength: { type: number, maximum: 1 }\n";
const without = edited(MINI, STRENGTH, "");
const REMOVED = "  breaking  `Request.strength` was removed  [removed]";

test("compares with the last commit on main", async () => {
  const repository = new Repository();
  const head = repository.head().slice(0, 12);
  const heading = `The working tree, compared with ${head}, the last commit, because main is checked out:`;
  expect(await repository.run(run)).toEqual({ code: 0, out: [heading, "mini: no changes"], err: [] });
  repository.write(SPEC, edited(without, "Of the mini API.", "Of Mini."));
  expect((await repository.run(run)).out).toEqual([
    heading,
    `mini: 2 changes, breaking (${SPEC})`,
    REMOVED,
    "  fix       the description of the API was rewritten  [description-changed]",
  ]);
});

test("compares with the commit where a branch left main", async () => {
  const repository = new Repository();
  const fork = repository.head();
  repository.git("checkout", "--quiet", "-b", "change");
  repository.write(SPEC, without);
  repository.commit();
  repository.git("checkout", "--quiet", "main");
  repository.write(SPEC, edited(MINI, "side: 14", "side: 8"));
  repository.commit();
  repository.git("checkout", "--quiet", "change");
  const { out } = await repository.run(run);
  expect(out[0]).toBe(`The working tree, compared with ${fork.slice(0, 12)}, where this branch left main:`);
  expect(out.slice(2)).toEqual([REMOVED]);
});

test("prefers origin/main to main, which may be old", async () => {
  const repository = new Repository();
  repository.write(SPEC, without);
  repository.commit();
  const merged = repository.head();
  repository.git("update-ref", "refs/remotes/origin/main", merged);
  repository.git("checkout", "--quiet", "-b", "change");
  repository.git("branch", "--force", "main", "HEAD~1");
  expect((await repository.run(run)).out).toEqual([
    `The working tree, compared with ${merged.slice(0, 12)}, where this branch left origin/main:`,
    "mini: no changes",
  ]);
});

test("compares main with origin/main while that lacks a commit of it, so that a commit hides no change", async () => {
  const repository = new Repository();
  const pushed = repository.head();
  repository.git("update-ref", "refs/remotes/origin/main", pushed);
  expect((await repository.run(run)).out[0]).toMatch("the last commit, because main is checked out");
  repository.write(SPEC, without);
  repository.commit();
  const { out } = await repository.run(run);
  expect(out[0]).toBe(`The working tree, compared with ${pushed.slice(0, 12)}, where this branch left origin/main:`);
  expect(out.slice(2)).toEqual([REMOVED]);
});

test("prints JSON, compared with --base", async () => {
  const repository = new Repository();
  const first = repository.head();
  repository.write(SPEC, without);
  repository.commit();
  const { code, out } = await repository.run(run, "mini", "--base", "HEAD~1", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out.join("\n"))).toEqual({
    base: first,
    specs: [
      {
        provider: "mini",
        file: SPEC,
        level: "breaking",
        changes: [{ level: "breaking", rule: "removed", text: "`Request.strength` was removed" }],
      },
    ],
  });
});

test("reports new and removed specs", async () => {
  const repository = new Repository();
  repository.write("specs/other/openapi.yaml", edited(MINI, "images on Mini", "images on Other"));
  repository.remove(SPEC);
  expect((await repository.run(run)).out.slice(1)).toEqual([
    `mini: 1 change, breaking (${SPEC})`,
    "  breaking  Mini is no longer documented  [provider-removed]",
    "other: 1 change, feature (specs/other/openapi.yaml)",
    "  feature   Other is documented for the first time  [provider-added]",
  ]);
});

test("reports a spec that does not parse, or has an invalid reference", async () => {
  const repository = new Repository();
  repository.write(SPEC, edited(MINI, "openapi: 3.1.0\n", "openapi: 3.1.0: x\n"));
  expect(await repository.run(run)).toMatchObject({
    code: 1,
    err: [expect.stringMatching(/^specs\/mini\/openapi\.yaml:1:\d+: invalid YAML: .+ — /)],
  });
  repository.write(SPEC, edited(MINI, "schemas/Answer", "schemas/Reply"));
  expect(await repository.run(run)).toMatchObject({
    code: 1,
    err: [expect.stringContaining('$ref "#/components/schemas/Reply" has no target — ')],
  });
});

test("compares with a base that an earlier generator accepted", async () => {
  const repository = new Repository();
  repository.write(SPEC, edited(MINI, "      x-seedream-operation: generate\n", ""));
  repository.commit();
  repository.write(SPEC, without);
  expect((await repository.run(run)).out.slice(2)).toEqual([REMOVED]);
});

test("reports a base that does not parse", async () => {
  const repository = new Repository();
  repository.write(SPEC, "a: [");
  repository.commit();
  const broken = repository.head().slice(0, 12);
  repository.write(SPEC, MINI);
  const { code, err } = await repository.run(run);
  expect(code).toBe(1);
  expect(err).toHaveLength(1);
  expect(err[0]).toContain(`specs/mini/openapi.yaml at ${broken}:`);
  expect(err[0]).toContain("the base itself is invalid: name another one with --base REF");
});

test("reports a base that does not exist", async () => {
  expect(await new Repository().run(run, "--base", "nowhere")).toEqual({
    code: 2,
    out: [],
    err: ['--base "nowhere" is not a commit of this checkout: name a branch, tag or commit, or run git fetch first'],
  });
  expect((await new Repository().run(run, "--base", "--all")).code).toBe(2);
});

test("reports a missing main and a missing commit", async () => {
  const repository = new Repository();
  repository.git("branch", "--move", "trunk");
  expect((await repository.run(run)).err).toEqual([
    "there is neither origin/main nor main to compare with: run git fetch origin main, or name a base with --base REF",
  ]);
  const fresh = new Repository({ git: false });
  fresh.git("init", "--quiet", "--initial-branch=main");
  expect((await fresh.run(run)).err).toEqual([
    "there is no commit yet to compare with: commit once, or name a base with --base REF",
  ]);
});

test("reports a main without common history", async () => {
  const repository = new Repository();
  repository.git("checkout", "--quiet", "--orphan", "change");
  repository.write(SPEC, without);
  repository.commit();
  expect((await repository.run(run)).err).toEqual([
    "main and HEAD have no commit in common here: run git fetch --unshallow, or name a base with --base REF",
  ]);
});

test("reports a folder that is not a git checkout", async () => {
  const { code, err } = await new Repository({ git: false }).run(run);
  expect(code).toBe(1);
  expect(err[0]).toContain("not a git checkout");
});

test("says why git refuses the checkout of another user", async () => {
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  // A variable of git's own tests. The settings of this machine may trust every folder.
  vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
  vi.stubEnv("GIT_CONFIG_NOSYSTEM", "1");
  const { code, err } = await new Repository().run(run);
  expect(code).toBe(1);
  expect(err[0]).toBe("git cannot read this checkout:");
  expect(err.join("\n")).toContain("git config --global --add safe.directory");
});

test("reports an unknown provider and an unknown flag", async () => {
  const repository = new Repository();
  expect(await repository.run(run, "min")).toMatchObject({
    code: 2,
    err: ['no spec describes "min"; the providers are mini'],
  });
  const { code, err } = await repository.run(run, "--bas", "x");
  expect(code).toBe(2);
  expect(err[0]).toBe("Unknown option '--bas'");
  expect(err).toContain("Usage: pnpm spec:diff [provider ...] [--base REF] [--json]");
  expect((await repository.run(run, "--help")).out.join("\n")).toContain("--base REF");
});
