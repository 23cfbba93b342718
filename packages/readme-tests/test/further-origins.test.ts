import { expect, it } from "vitest";
import { furtherOrigins } from "../src/further-origins.ts";

const servers = [{ url: "https://files.example/v1" }];

it.each([
  ["a path", { "/upload": { servers, post: {} } }],
  ["an operation", { "/upload": { post: { servers } } }],
])("finds the host that %s has of its own, so that its requests go to the simulator too", (_, paths) => {
  expect(furtherOrigins({ servers: [{ url: "https://api.example" }], paths })).toEqual(["https://files.example"]);
});

it("finds no origins in a spec without servers at its paths", () => {
  expect(furtherOrigins({ servers, paths: { "/images": { parameters: [], post: { operationId: "make" } } } })).toEqual(
    [],
  );
});
