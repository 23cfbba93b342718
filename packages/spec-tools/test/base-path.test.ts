import { expect, test } from "vitest";
import { alignBasePath } from "../src/base-path.ts";

const ours = { paths: { "/images": {}, "/tasks/{id}": {} } };
const theirs = (...paths: string[]) => ({
  servers: [{ url: "https://a.example.com/" }, { url: "https://b.example.com" }],
  paths: Object.fromEntries(paths.map((path) => [path, {}])),
});

test("moves a base path from the paths into the servers if ours has it there", () => {
  expect(alignBasePath(theirs("/api/v3/images", "/api/v3/models"), ours)).toEqual({
    servers: [{ url: "https://a.example.com/api/v3" }, { url: "https://b.example.com/api/v3" }],
    paths: { "/images": {}, "/models": {} },
  });
});

test.each([
  ["paths that are as ours", ["/images", "/tasks/{id}"]],
  ["paths that only some have it in front of", ["/api/v3/images", "/models"]],
  ["paths of other operations", ["/api/v3/models"]],
])("a document with %s stays as it is", (_, paths) => {
  expect(alignBasePath(theirs(...paths), ours)).toEqual(theirs(...paths));
});
