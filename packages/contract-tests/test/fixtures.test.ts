import { describe, expect, it } from "vitest";
import { Play } from "../src/channel.ts";
import { parseFixture } from "../src/load-fixtures.ts";
import { readOperation } from "../src/operation.ts";
import type { Reply } from "../src/reply.ts";
import { loadSpec } from "../src/spec.ts";

const sound = {
  name: "One image comes with its link",
  source: "spec example single",
  request: { prompt: "A lighthouse" },
  response: { status: 200, json: {} },
  result: { images: [{ ok: true, index: 0 }] },
};

describe("a fixture", () => {
  it("of the right form is taken", () => {
    expect(parseFixture("answers", JSON.stringify(sound), "sound.json")).toEqual(sound);
  });

  it.each([
    ["a misspelt field", { ...sound, reslt: {} }, "reslt"],
    ["a misspelt field of the request", { ...sound, request: { promt: "" } }, "promt"],
    ["a misspelt field of an image", { ...sound, result: { images: [{ ok: true, index: 0, uri: "" }] } }, "uri"],
    ["no name", { ...sound, name: undefined }, "name"],
    ["neither result nor error", { ...sound, result: undefined }, "oneOf"],
    ["an answer with two bodies", { ...sound, response: { status: 200, json: {}, text: "" } }, "oneOf"],
    ["a date that is none", { ...sound, result: { ...sound.result, createdAt: "yesterday" } }, "date-time"],
  ])("with %s is refused by name", (_, fixture, fault) => {
    const parse = () => parseFixture("answers", JSON.stringify(fixture), "faulty.json");
    expect(parse).toThrow(/^faulty\.json is no fixture of answers/);
    expect(parse).toThrow(fault);
  });
});

describe("a channel", () => {
  const get = "get /tasks/{task_id}";
  const play = new Play(
    [
      { status: 200, json: 1 },
      { operation: get, status: 200, json: 2 },
      { operation: get, status: 200, json: 3 },
    ],
    "post /images",
  );
  const ask = (method: string, path: string, body = "{}") =>
    play.next({ method, url: `https://provider.test/api${path}`, headers: new Headers() }, Buffer.from(body));

  it("answers each request with the next reply of its operation, and with none when they are used up", async () => {
    expect(await ask("GET", "/tasks/a%20b")).toMatchObject({ json: 2 });
    expect(await ask("POST", "/images", '{"n":1}')).toMatchObject({ json: 1 });
    expect(await ask("GET", "/tasks/c")).toMatchObject({ json: 3 });
    expect(await ask("GET", "/tasks/d")).toEqual({ noAnswer: true });
    expect(await ask("POST", "/images/more")).toEqual({ noAnswer: true });
    expect(play.sent.map(({ operation, body }) => [operation, body])).toEqual([
      [get, {}],
      ["post /images", { n: 1 }],
      [get, {}],
      [get, {}],
      ["post /api/images/more", {}],
    ]);
  });

  it("reads the values in an address", () => {
    expect(readOperation(get, { method: "GET", url: "https://provider.test/api/tasks/a%20b" })).toEqual(["a b"]);
    expect(readOperation(get, { method: "POST", url: "https://provider.test/api/tasks/a" })).toBeUndefined();
  });
});

describe("the wire side of a fixture", () => {
  const spec = loadSpec("ark", "/images/generations");
  const request = { model: "doubao-seedream-4-5-251128", prompt: "A lighthouse" };
  const frame = { type: "image_generation.partial_succeeded", image_index: 0, url: "https://results.example/1.jpeg" };

  it("passes when it is as the spec has it", () => {
    expect(spec.request(request)).toEqual([]);
    expect(spec.reply({ status: 200, events: [{ data: frame }, { data: "[DONE]" }] })).toEqual([]);
    expect(spec.reply({ noAnswer: true })).toEqual([]);
  });

  it.each([
    ["an unknown field", { ...request, watermrk: false }],
    ["a value that is none", { ...request, response_format: "b64" }],
    ["no model", { prompt: "A lighthouse" }],
  ])("of a request fails with %s", (_, body) => {
    expect(spec.request(body)).toHaveLength(1);
  });

  it("of another operation is measured by that one, a form by its fields", () => {
    const tasks = loadSpec("apimart", "/v1/images/generations");
    const upload = "post /v1/uploads/images";
    const file = { $blob: "iVBORw0KGgo=", type: "image/png" };
    expect(tasks.request({ file }, upload)).toEqual([]);
    expect(tasks.request({ image: file }, upload)).toHaveLength(1);
    expect(tasks.request({ file }, "get /v1/tasks/{task_id}")).toHaveLength(1);
    expect(tasks.answers).toEqual(expect.arrayContaining([`${upload} 413`, "get /v1/tasks/{task_id} 429"]));
  });

  it.each<[string, Reply]>([
    ["an answer without model", { status: 200, json: { created: 1 } }],
    ["an error without code", { status: 429, json: { error: { message: "Slow down" } } }],
    ["an event without index", { status: 200, events: [{ data: { ...frame, image_index: undefined } }] }],
    ["such an event to the letter", { status: 200, eventStream: `data: {"type":"${frame.type}"}\n\n` }],
    ["a link that is none", { status: 200, events: [{ data: { ...frame, url: "results/1.jpeg" } }] }],
    ["a page", { status: 502, text: "<html></html>" }],
    ["a stream of an error", { status: 400, events: [{ data: frame }] }],
    ["an answer of no operation", { operation: "get /tasks/{task_id}", status: 200, json: {} }],
    ["a fault declared where there is none", { status: 200, events: [{ data: frame }], malformed: "cut short" }],
  ])("of an answer fails with %s", (_, reply) => {
    expect(spec.reply(reply)).toHaveLength(1);
  });

  it("passes with a fault that is declared", () => {
    expect(spec.reply({ status: 502, text: "<html></html>", malformed: "a gateway's page" })).toEqual([]);
  });
});
