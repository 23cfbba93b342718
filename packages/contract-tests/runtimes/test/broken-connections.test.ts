import { createArk } from "@seedream-clients/ark";
import { OutcomeUnknownError, SeedreamError } from "@seedream-clients/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrokenServer, openBrokenServer } from "./broken-server.ts";

describe("over a connection that breaks, a client", () => {
  let server: BrokenServer;
  beforeAll(async () => {
    server = await openBrokenServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const create = (path: string) =>
    createArk({ apiKey: "sk-runtimes-5b1d9c2e7f3a", baseURL: `${server.origin}/${path}` });

  const posts = async (path: string) => Number(await (await fetch(`${server.origin}/count/${path}`)).text());

  it("sends one request when a reused connection is closed before the headers", async () => {
    const client = create("close-second");
    expect((await client.generate({ prompt: "A lighthouse" })).images).toMatchObject([{ ok: true }]);
    const error = await client.generate({ prompt: "A lighthouse" }).catch((cause: unknown) => cause);
    expect(await posts("close-second")).toBe(2);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ charged: "unknown", retryable: false });
  });

  it("keeps images that arrived some time before the connection was closed", async () => {
    const { images, interrupted } = await create("close-late").generate({ prompt: "Four lighthouses", count: 4 });
    const links = [0, 1, 2].map((index) => `https://results.example/${index}.jpeg`);
    expect(images.map((outcome) => outcome.ok && outcome.image.url)).toEqual(links);
    expect(SeedreamError.isInstance(interrupted)).toBe(true);
    expect(await posts("close-late")).toBe(1);
  });
});
