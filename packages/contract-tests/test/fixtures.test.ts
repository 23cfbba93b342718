import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FixtureResponse } from "../src/fixture-response.ts";
import { parseFixture, parseFixtures } from "../src/load-fixtures.ts";
import { Responder } from "../src/mock-provider.ts";
import { readOperation } from "../src/operation.ts";
import { loadSpec } from "../src/spec.ts";

const valid = {
  name: "One image comes with its link",
  source: "spec example single",
  request: { prompt: "A lighthouse" },
  response: { status: 200, json: {} },
  result: { images: [{ ok: true, index: 0 }] },
};

describe("a fixture", () => {
  it("is accepted if it matches the schema", () => {
    expect(parseFixture("responses", JSON.stringify(valid), "valid.json")).toEqual(valid);
  });

  it.each([
    ["a misspelt field", { ...valid, reslt: {} }, "reslt"],
    ["a misspelt field of the request", { ...valid, request: { promt: "" } }, "promt"],
    ["a misspelt field of an image", { ...valid, result: { images: [{ ok: true, index: 0, uri: "" }] } }, "uri"],
    ["no name", { ...valid, name: undefined }, "name"],
    ["neither result nor error", { ...valid, result: undefined }, "oneOf"],
    ["a response with two bodies", { ...valid, response: { status: 200, json: {}, text: "" } }, "oneOf"],
    ["an invalid date", { ...valid, result: { ...valid.result, createdAt: "yesterday" } }, "date-time"],
  ])("with %s is refused, and the message names the issue", (_, fixture, issue) => {
    const parse = () => parseFixture("responses", JSON.stringify(fixture), "invalid.json");
    expect(parse).toThrow(/^invalid\.json is not a fixture of responses/);
    expect(parse).toThrow(issue);
  });
});

describe("the issue of a fixture", () => {
  it.each([
    ["a list of one response", { ...valid, response: [valid.response] }, "/response must NOT have fewer than 2 items"],
    [
      "an image without its error",
      { ...valid, result: { images: [{ ok: false, index: 0 }] } },
      "/result/images/0 must have required property 'error'",
    ],
    [
      "a reason that is too short",
      { ...valid, response: { ...valid.response, malformed: "empty" } },
      "/response/malformed must NOT have fewer than 8 characters",
    ],
    [
      "a name with a full stop",
      { ...valid, name: "One image." },
      "/name must be: The promise, as one sentence of 11 characters or more without a full stop.",
    ],
  ])("of %s is named alone", (_, fixture, issue) => {
    const parse = () => parseFixture("responses", JSON.stringify(fixture), "invalid.json");
    expect(parse).toThrow(`invalid.json is not a fixture of responses: ${issue}`);
    expect(parse).not.toThrow(";");
  });

  it("is named for all fixtures of a provider at once", () => {
    const texts = ["a.json", "b.json"].map((file) => [file, "{}"] as const);
    const parse = () => parseFixtures("refusals", texts, "mini");
    expect(parse).toThrow(/^mini.a\.json is not a fixture.*\nmini.b\.json is not a fixture/);
  });
});

describe("a mock provider", () => {
  const get = "get /tasks/{task_id}";
  const responder = new Responder(
    [
      { status: 200, json: 1 },
      { operation: get, status: 200, json: 2 },
      { operation: get, status: 200, json: 3 },
    ],
    "post /images",
  );
  const send = (method: string, path: string, body = "{}") =>
    responder.respond({ method, url: `https://provider.test/api${path}`, headers: new Headers() }, Buffer.from(body));

  it("sends the next response of the operation, and none when they are used up", async () => {
    expect(await send("GET", "/tasks/a%20b")).toMatchObject({ json: 2 });
    expect(await send("POST", "/images", '{"n":1}')).toMatchObject({ json: 1 });
    expect(await send("GET", "/tasks/c")).toMatchObject({ json: 3 });
    expect(await send("GET", "/tasks/d")).toEqual({ noAnswer: true });
    expect(await send("POST", "/images/more")).toEqual({ noAnswer: true });
    expect((await responder.requests()).map(({ operation, body }) => [operation, body])).toEqual([
      [get, {}],
      ["post /images", { n: 1 }],
      [get, {}],
      [get, {}],
      ["post /api/images/more", {}],
    ]);
  });

  it("reads the parameters in a path", () => {
    expect(readOperation(get, { method: "GET", url: "https://provider.test/api/tasks/a%20b" })).toEqual(["a b"]);
    expect(readOperation(get, { method: "POST", url: "https://provider.test/api/tasks/a" })).toBeUndefined();
  });
});

describe("the wire side of a fixture", () => {
  const spec = loadSpec("ark", "/images/generations");
  const request = { model: "doubao-seedream-4-5-251128", prompt: "A lighthouse" };
  const frame = { type: "image_generation.partial_succeeded", image_index: 0, url: "https://results.example/1.jpeg" };

  it("passes if it matches the spec", () => {
    expect(spec.checkRequest(request)).toEqual([]);
    expect(spec.checkResponse({ status: 200, events: [{ data: frame }, { data: "[DONE]" }] })).toEqual([]);
    expect(spec.checkResponse({ noAnswer: true })).toEqual([]);
  });

  it.each([
    ["an unknown field", { ...request, watermrk: false }],
    ["a value that the field does not allow", { ...request, response_format: "b64" }],
    ["no model", { prompt: "A lighthouse" }],
  ])("of a request fails with %s", (_, body) => {
    expect(spec.checkRequest(body)).toHaveLength(1);
  });

  it("of another operation is checked against that operation, a form by its fields", () => {
    const tasks = loadSpec("apimart", "/v1/images/generations");
    const upload = "post /v1/uploads/images";
    const file = { $blob: "iVBORw0KGgo=", type: "image/png" };
    expect(tasks.checkRequest({ file }, upload)).toEqual([]);
    expect(tasks.checkRequest({ image: file }, upload)).toHaveLength(1);
    expect(tasks.checkRequest({ file }, "get /v1/tasks/{task_id}")).toHaveLength(1);
    expect(tasks.responses).toEqual(expect.arrayContaining([`${upload} 413`, "get /v1/tasks/{task_id} 429"]));
  });

  it.each<[string, FixtureResponse]>([
    ["a response without model", { status: 200, json: { created: 1 } }],
    ["an error without code", { status: 429, json: { error: { message: "Slow down" } } }],
    ["an event without index", { status: 200, events: [{ data: { ...frame, image_index: undefined } }] }],
    ["such an event in a literal stream", { status: 200, eventStream: `data: {"type":"${frame.type}"}\n\n` }],
    ["an invalid link", { status: 200, events: [{ data: { ...frame, url: "results/1.jpeg" } }] }],
    ["an HTML page", { status: 502, text: "<html></html>" }],
    ["a stream in place of an error", { status: 400, events: [{ data: frame }] }],
    ["a response of an unknown operation", { operation: "get /tasks/{task_id}", status: 200, json: {} }],
    ["a declared issue that it does not have", { status: 200, events: [{ data: frame }], malformed: "cut short" }],
  ])("of a response fails with %s", (_, response) => {
    expect(spec.checkResponse(response)).toHaveLength(1);
  });

  it("passes with a declared issue", () => {
    expect(spec.checkResponse({ status: 502, text: "<html></html>", malformed: "a gateway's page" })).toEqual([]);
  });
});

it("no folder of fixtures is ignored", () => {
  const folder = join(import.meta.dirname, "..", "fixtures");
  const kinds = readdirSync(folder).flatMap((provider) => readdirSync(join(folder, provider)));
  expect([...new Set(kinds)].sort()).toEqual(["refusals", "requests", "responses"]);
});
