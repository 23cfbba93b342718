import { expect, test } from "vitest";
import { withRepository } from "../src/repository/manifest.ts";

test("adds the repository to a manifest and keeps its other fields", () => {
  const before = { name: "@seedream-clients/ark", version: "0.1.0", description: "x", license: "MIT", exports: {} };
  const after = JSON.parse(withRepository(JSON.stringify(before), "https://example.test/owner/name", "ark"));
  expect(after).toEqual({
    ...before,
    repository: { type: "git", url: "git+https://example.test/owner/name.git", directory: "packages/ark" },
    homepage: "https://example.test/owner/name/tree/main/packages/ark#readme",
    bugs: "https://example.test/owner/name/issues",
  });
});

test("replaces an earlier address", () => {
  const text = JSON.stringify({ name: "a", version: "1.0.0", bugs: "https://example.test/old/name/issues" });
  expect(JSON.parse(withRepository(text, "https://example.test/new/name", "a")).bugs).toContain("/new/name/");
});
