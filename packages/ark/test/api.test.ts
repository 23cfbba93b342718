import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createArk } from "../src/index.ts";

const key = "sk-raw-0123456789";
const body = { model: "seedream-4-5-251128", prompt: "a kite" };

function scripted(...answers: Response[]) {
  const requests: Request[] = [];
  const ark = createArk({
    apiKey: key,
    baseURL: "https://ark.test/api/v3/",
    random: () => 1,
    fetch: async (input, init) => {
      requests.push(new Request(input, init));
      return answers.shift() ?? Response.error();
    },
  });
  return { ark, requests };
}

describe("the raw API", () => {
  it("is typed by the spec and carries the key", async () => {
    const { ark, requests } = scripted(Response.json({ model: "m", created: 1, data: [] }));
    const { data } = await ark.api.POST("/images/generations", { body });
    expect(data?.created).toBe(1);
    expect(requests[0]?.url).toBe("https://ark.test/api/v3/images/generations");
    expect(requests[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
    expect(await requests[0]?.json()).toEqual(body);
  });

  it("returns any refusal unchanged", async () => {
    const refusal = { error: { code: "InvalidParameter", message: "no", param: "size", type: "" } };
    const { ark } = scripted(Response.json(refusal, { status: 400 }));
    const { error, response } = await ark.api.POST("/images/generations", { body });
    expect(response.status).toBe(400);
    expect(error).toEqual(refusal);
  });

  it("repeats a request that was not accepted, with the same body", async () => {
    const busy = Response.json({}, { status: 429, headers: { "retry-after": "0" } });
    const { ark, requests } = scripted(busy, Response.json({ model: "m", created: 2 }));
    const { data } = await ark.api.POST("/images/generations", { body });
    expect(data?.created).toBe(2);
    expect(await requests[1]?.json()).toEqual(body);
  });

  it("applies middleware that was added before the call", async () => {
    const { ark, requests } = scripted(Response.json({}));
    ark.api.use({ onRequest: ({ request }) => request.headers.set("x-mine", "1") });
    await ark.api.POST("/images/generations", { body });
    expect(requests[0]?.headers.get("x-mine")).toBe("1");
  });

  it("shows no key to inspect() and in JSON", () => {
    const { ark } = scripted();
    expect(`${inspect(ark, { depth: 9, showHidden: true, showProxy: true })}${JSON.stringify(ark)}`).not.toContain(key);
  });
});
