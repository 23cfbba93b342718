import { describe, expect, it } from "vitest";
import { createClient } from "../../src/generate/create-client.ts";
import { answer, catalogue, createFake, fake, json, key, request, scripted } from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";

describe("createClient()", () => {
  it("returns the contract and the raw API", () => {
    const client = createFake({});
    expect(Object.keys(client).sort()).toEqual(["api", "generate", "models", "provider", "stream", "validate"]);
    expect(client).toMatchObject({ provider: "fake", models: catalogue });
  });

  it("returns methods that need no `this`", async () => {
    const { generate, stream } = createFake({ fetch: scripted(() => Promise.resolve(json(answer))).fetch });
    expect(await generate(request)).toMatchObject({ images: [{ ok: true }] });
    for await (const event of stream(request)) expect(event).toHaveProperty("type");
  });

  it("sends nothing for a stream that is not read", async () => {
    const { fetch, calls } = scripted(json(answer));
    createFake({ fetch }).stream(request);
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toHaveLength(0);
  });

  it("offers the raw API of the provider, with the same key", async () => {
    const { fetch, calls } = scripted(json(answer));
    const { data } = await createFake({ fetch }).api.POST("/images", { body: { model: "any", prompt: "a kite" } });
    expect(data).toEqual(answer);
    expect(calls).toHaveLength(1);
  });
});

describe("createTaskClient()", () => {
  it("returns the methods for tasks too", () => {
    const client = createFakeTasks({});
    expect(Object.keys(client).sort()).toEqual([
      "api",
      "generate",
      "models",
      "provider",
      "stream",
      "submit",
      "task",
      "validate",
    ]);
    expect(client).toMatchObject({ provider: "fake", models: catalogue });
  });

  it("calls the provider's address in its region", async () => {
    const { fetch, calls } = scripted(json(answer));
    await createClient(fake, { apiKey: key, fetch }, "here").generate(request);
    expect(calls.map(({ url }) => url)).toEqual(["https://api.test/v1/images"]);
    expect(() => createClient(fake, { apiKey: key }, "there")).toThrow('region is "there"');
  });
});
