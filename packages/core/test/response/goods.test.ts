import { describe, expect, it } from "vitest";
import { hasFiles, hasGoods } from "../../src/response/goods.ts";

const file = `iVBORw0KGgo${"A".repeat(300)}`;

describe("a response has more than an explanation", () => {
  it.each([
    [{ photo: file }],
    [{ content: [file] }],
    [{ artifacts: [{ bin: file }] }],
    [{ choices: [{ message: { content: "![image](https://files.test/1.png)" } }] }],
    [{ text: "Here it is: http://files.test/1.png" }],
    [{ prediction_id: "p1" }],
    [{ generationId: "g1" }],
    [{ output: "/1.png" }],
    [{ detail_url: "https://files.test/1.png" }],
    [{ photo_detail: ["https://files.test/1.png"] }],
    [[{ type: "ping" }, { data: [{ url: "/1.png" }] }]],
  ])("with a link, a file or the id of a task, under any name: %j", (response) => {
    expect(hasGoods(response)).toBe(true);
  });

  it.each([
    [undefined],
    ["no"],
    [{ code: "insufficient_balance", message: "Top up at https://pay.test/", message_cn: "https://pay.test/" }],
    [{ error: { code: "no", param: "image_urls", help: "https://docs.test/" } }],
    [{ detail: [{ msg: "no", url: "https://errors.test/" }] }],
    [{ code: 1, msg: "see https://docs.test/", fail_reason: "https://docs.test/", data: null, request_id: "r1" }],
    [{ type: "image_generation.partial_failed", image_index: 0, error: { code: "no" } }],
    [{ type: "ping", event_id: "e1" }],
  ])("but not with links of the explanation, ids of the call or empty fields: %j", (response) => {
    expect(hasGoods(response)).toBe(false);
  });
});

it("a response is searched in time that grows with its length", () => {
  // If the time grew with the square of the length, the search would take minutes and block every time-out.
  for (const word of ["task-", "image ", "url."]) expect(hasGoods({ [word.repeat(300_000)]: 1 })).toBe(false);
  expect(hasGoods({ ["task".repeat(300_000)]: 1 })).toBe(true);
});

describe("a response has links or files outside of one part", () => {
  const image = { error: { code: "no" }, url: "https://files.test/1" };

  it.each([
    [{ data: [image], more: { link: "https://files.test/2" } }],
    [{ data: [image], more: "http://files.test/2" }],
    [[image, { artifacts: [file] }]],
  ])("under any name: %j", (response) => {
    expect(hasFiles(response, image)).toBe(true);
  });

  it.each([[{ data: [image], model: "seedream", usage: { generated_images: 1 } }], [[image]], [undefined]])(
    "but not within that part, nor by a name alone: %j",
    (response) => {
      expect(hasFiles([response], image)).toBe(false);
    },
  );

  it("but not in an explanation", () => {
    expect(
      hasFiles({ data: [image], error: { help: "https://docs.test/" }, message: "https://pay.test/" }, image),
    ).toBe(false);
  });
});
