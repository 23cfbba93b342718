import { expect, test } from "vitest";
import { checkMetadata } from "../src/check/metadata.ts";
import { withRepository } from "../src/repository/manifest.ts";

const address = "https://example.test/owner/name";
const plain = JSON.stringify({ name: "@seedream-clients/ark", version: "0.1.0", files: ["CHANGELOG.md", "dist"] });

test("accepts a manifest with the known address, or without an address if none is known", () => {
  expect(checkMetadata(plain, "ark", undefined)).toEqual([]);
  expect(checkMetadata(withRepository(plain, address, "ark"), "ark", address)).toEqual([]);
});

test("names the fields that lack the address or have another address", () => {
  const fault = "package.json: repository, homepage, bugs must name https://example.test/owner/name";
  expect(checkMetadata(plain, "ark", address)).toEqual([expect.stringContaining(fault)]);
  const other = withRepository(plain, "https://example.test/other/name", "ark");
  expect(checkMetadata(other, "ark", address)).toEqual([expect.stringContaining(fault)]);
  expect(checkMetadata(withRepository(plain, address, "core"), "ark", address)).toEqual([
    expect.stringContaining("package.json: repository, homepage must name"),
  ]);
});

test("requires the changelog", () => {
  expect(checkMetadata(JSON.stringify({ files: ["dist"] }), "ark", undefined)).toEqual([
    expect.stringContaining("lacks CHANGELOG.md"),
  ]);
});
