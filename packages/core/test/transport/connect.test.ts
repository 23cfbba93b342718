import { afterEach, describe, expect, it, vi } from "vitest";
import { InvalidRequestError } from "../../src/contract/errors.ts";
import { createClient } from "../../src/generate/create-client.ts";
import type { CallInit } from "../../src/provider.ts";
import { connect } from "../../src/transport/connect.ts";
import { PlainRequest } from "../../src/transport/plain-request.ts";
import { answer, catalogue, createFake, fake, json, key, request, scripted, settled } from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";

const reply = () => Promise.resolve(json(answer));

function refusalOf(baseURL: string): unknown {
  try {
    return createFake({ baseURL });
  } catch (error) {
    return error;
  }
}

describe("the address of the provider", () => {
  it("is the region's, unless the options name another", async () => {
    const { fetch, calls } = scripted(reply);
    const models = { ...catalogue, servers: { here: "https://api.test/v1", there: "https://there.test/v3/" } };
    const provider = { ...fake, models };
    for (const region of ["here", "there"]) {
      await createClient(provider, { apiKey: key, fetch, validation: "off" }, region).generate(request);
    }
    await createClient(provider, { apiKey: key, fetch, baseURL: "https://proxy.test" }, "here").generate(request);
    expect(calls.map(({ url }) => url)).toEqual([
      "https://api.test/v1/images",
      "https://there.test/v3/images",
      "https://proxy.test/images",
    ]);
  });

  it("may end in slashes, also for raw calls", async () => {
    const { fetch, calls } = scripted(reply);
    for (const baseURL of ["http://127.0.0.1:1/v9", "http://127.0.0.1:1/v9/", "http://127.0.0.1:1/v9///"]) {
      const client = createFake({ fetch, baseURL });
      await client.generate(request);
      await client.api.POST("/images", { body: { model: "wire-9", prompt: "a kite" } });
    }
    expect(calls.map(({ url }) => url)).toEqual(Array(6).fill("http://127.0.0.1:1/v9/images"));
  });

  it("may have space around it, or be a URL object", async () => {
    const { fetch, calls } = scripted(reply);
    for (const baseURL of [" http://127.0.0.1:1/v9 ", "http://127.0.0.1:1/v9\n", new URL("http://127.0.0.1:1/v9")]) {
      await createFake({ fetch, baseURL: baseURL as string }).generate(request);
    }
    expect(calls.map(({ url }) => url)).toEqual(Array(3).fill("http://127.0.0.1:1/v9/images"));
  });

  it.each([
    "api.test",
    "ftp://api.test",
    "https://",
    "",
    "see https://api.test",
    "/v1",
    "https//api.test",
    "shttp://api.test",
    "http://[::1",
  ])("is refused if it is not a web address: %j", (baseURL) => {
    const error = refusalOf(baseURL);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: `baseURL is "${baseURL}", which is not a web address; begin it with https:// or http:// [fake]`,
      provider: "fake",
      charged: "no",
    });
  });

  it.each([
    ["https://api.test/v1?key=secret-7", "https://api.test/v1?[query]"],
    ["https://api.test/v1?", "https://api.test/v1?[query]"],
    ["https://api.test/v1/#", "https://api.test/v1/?[query]"],
    ["https://api.test/v1#secret-7", "https://api.test/v1?[query]"],
  ])("is refused with a query or a fragment, which is not shown: %s", (baseURL, shown) => {
    expect(refusalOf(baseURL)).toMatchObject({
      name: "InvalidRequestError",
      message: `baseURL is "${shown}", which has a query or a fragment; leave it out [fake]`,
    });
  });

  it.each([
    ["https://user:secret-7@api.test/v1", "https://[credentials]@api.test/v1"],
    ["https://secret-7@api.test/v1", "https://[credentials]@api.test/v1"],
    ["https://:secret-7@api.test/v1", "https://[credentials]@api.test/v1"],
    ["https:user:secret-7@api.test", "[credentials]@api.test"],
    ["https:/user:secret-7@api.test", "[credentials]@api.test"],
    ["https:\\\\user:secret-7@api.test", "[credentials]@api.test"],
  ])("is refused with credentials, which are not shown: %s", (baseURL, shown) => {
    expect(refusalOf(baseURL)).toMatchObject({
      name: "InvalidRequestError",
      message: `baseURL is "${shown}", which has credentials; pass the key as apiKey [fake]`,
    });
  });

  it.each([
    "user:secret-7@api.test",
    "https://user:pa/secret-7@api.test",
    "https://user:pa?secret-7@api.test",
    "https://user:pa#secret-7@api.test",
    "ftp://user:secret-7@api.test/v1",
    "https://user:secret-7@",
    "https://a@b:secret-7@api.test",
    "https://user:\nsecret-7@api test",
    "htps://api.test/?key=secret-7",
  ])("shows no credentials if it is wrong in other ways: %j", (baseURL) => {
    const error = refusalOf(baseURL);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(String(error)).not.toContain("secret-7");
  });
});

it("refuses a region that the provider does not have, and names those that it has", () => {
  const create = () => createClient(fake, { apiKey: key }, "mars");
  expect(create).toThrow(InvalidRequestError);
  expect(create).toThrow(/^region is "mars"; fake has \w+/);
  expect(create).toThrow(expect.objectContaining({ provider: "fake" }));
});

describe("an address from the environment", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  const raw = { body: { model: "wire-9", prompt: "a kite" } };

  it("takes the place of the provider's, also for raw calls and uploads", async () => {
    vi.stubEnv("FAKE_BASE_URL", " http://127.0.0.1:1/v9/\n");
    const { fetch, calls } = scripted(reply);
    const client = createFake({ fetch });
    await client.generate(request);
    await client.api.POST("/images", raw);
    const uploads = connect(
      { ...fake, uploads: { baseURL: "https://up.test", linkOf: () => "", send: () => Promise.resolve() } },
      "here",
      {
        apiKey: key,
        fetch,
      },
    ).connection.transport;
    const send = ({ baseUrl, fetch }: CallInit) =>
      fetch(new PlainRequest(`${baseUrl}/up`, { method: "POST" }) as unknown as Request);
    await uploads.send(
      uploads.start({}, 1),
      { operation: "upload", retry: "always", baseURL: "https://up.test" },
      send,
    );
    expect(calls.map(({ url }) => url)).toEqual([
      "http://127.0.0.1:1/v9/images",
      "http://127.0.0.1:1/v9/images",
      "http://127.0.0.1:1/v9/up",
    ]);
  });

  it("yields to an address of the options", async () => {
    vi.stubEnv("FAKE_BASE_URL", "http://127.0.0.1:1/v9");
    const { fetch, calls } = scripted(reply);
    const client = createFake({ fetch, baseURL: "https://proxy.test" });
    await client.generate(request);
    await client.api.POST("/images", raw);
    expect(calls.map(({ url }) => url)).toEqual(Array(2).fill("https://proxy.test/images"));
  });

  it("is read at the first call, and once", async () => {
    vi.stubEnv("FAKE_BASE_URL", undefined);
    const { fetch, calls } = scripted(reply);
    const early = createFake({ fetch });
    vi.stubEnv("FAKE_BASE_URL", "http://127.0.0.1:1/first");
    await early.api.POST("/images", raw);
    vi.stubEnv("FAKE_BASE_URL", "http://127.0.0.1:1/second");
    await early.generate(request);
    expect(calls.map(({ url }) => url)).toEqual(Array(2).fill("http://127.0.0.1:1/first/images"));
  });

  it("may begin with the provider's own address", async () => {
    vi.stubEnv("FAKE_BASE_URL", "https://api.test/v1/plan");
    const { fetch, calls } = scripted(reply);
    const client = createFake({ fetch });
    await client.generate(request);
    await client.api.POST("/images", raw);
    expect(calls.map(({ url }) => url)).toEqual(Array(2).fill("https://api.test/v1/plan/images"));
  });

  it.each([undefined, ""])("is the provider's if the variable is %j", async (value) => {
    vi.stubEnv("FAKE_BASE_URL", value);
    const { fetch, calls } = scripted(reply);
    await createFake({ fetch }).generate(request);
    expect(calls[0]?.url).toBe("https://api.test/v1/images");
  });

  it("is the provider's if the runtime does not permit reading it, as Deno may", async () => {
    const { fetch, calls } = scripted(reply);
    const forbidden = new Proxy({}, { get: () => expect.fail("Requires env access") });
    vi.stubGlobal(
      "process",
      new Proxy(process, { get: (real, name) => (name === "env" ? forbidden : Reflect.get(real, name)) }),
    );
    await createFake({ fetch }).generate(request);
    expect(calls[0]?.url).toBe("https://api.test/v1/images");
  });

  it("makes the first call fail with the variable's name if it is not a web address, and sends nothing", async () => {
    vi.stubEnv("FAKE_BASE_URL", "127.0.0.1:4010");
    const { fetch, calls } = scripted(reply);
    const client = createFake({ fetch });
    const message = /^FAKE_BASE_URL is "127\.0\.0\.1:4010", which is not a web address; begin it with https:\/\/ or/;
    for (const failure of [client.generate(request), client.api.POST("/images", raw)]) {
      const error = await settled(failure);
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect(error).toMatchObject({ message: expect.stringMatching(message), charged: "no" });
    }
    expect(calls).toHaveLength(0);
  });
});

describe("a connection", () => {
  it("has the options of the client, and uploads only if the description has them", () => {
    const { connection } = connect(fake, "here", { apiKey: key });
    expect(connection).toMatchObject({ provider: fake, region: "here", validation: "error" });
    expect(connection.upload).toBeUndefined();
    expect(connection.streamGroups).toBe(true);
    const options = { apiKey: key, validation: "warn", streamGroups: false } as const;
    expect(connect(fake, "here", options).connection).toMatchObject({ validation: "warn", streamGroups: false });
  });

  it("makes the same wire body as it submits", async () => {
    const { fetch, calls } = scripted(reply);
    const native = { prompt: "native words" };
    await createFake({ fetch, validation: "off" }).generate({ ...request, native });
    expect(calls[0]?.body).toEqual({ model: "wire-9", prompt: "native words", stream: false, count: 1 });
    expect(calls[0]).toMatchObject({ method: "POST", url: "https://api.test/v1/images" });
  });
});

describe("an upload", () => {
  it("is a form with the file, even if the caller sets a content-type", async () => {
    const { fetch, calls } = scripted(json({ url: "https://files.test/in.png" }), json({ id: "task_1" }));
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const headers = { "content-type": "application/json" };
    await createFakeTasks({ fetch, headers, validation: "off" }).submit({ ...request, images: [png] });
    expect(calls.map(({ url }) => url)).toEqual(["https://api.test/v1/uploads", "https://api.test/v1/images"]);
    const form = calls[0]?.body as FormData;
    expect([...form.keys()]).toEqual(["file"]);
    expect(new Uint8Array(await (form.get("file") as File).arrayBuffer())).toEqual(png);
    // Encoded for a fetch of the options, which may not know the runtime's FormData.
    expect(calls[0]?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    expect(calls[1]?.headers.get("content-type")).toBe("application/json");
  });
});

describe("middleware of the raw API", () => {
  it("never sees a portable call", async () => {
    const clients = [createFake(scripted(reply)), createFakeTasks(scripted(reply))];
    for (const client of clients) {
      const seen: string[] = [];
      client.api.use({
        onRequest: ({ request }) => {
          seen.push(request.url);
          request.headers.set("x-middleware", "1");
        },
        onResponse: ({ response }) => {
          seen.push(String(response.status));
        },
        onError: () => {
          seen.push("error");
        },
      });
      await client.generate(request).catch(() => {});
      expect(seen).toEqual([]);
    }
  });

  it("sees a raw call, and may read and change its request", async () => {
    const { fetch, calls } = scripted(reply);
    const client = createFake({ fetch });
    const seen: unknown[] = [];
    client.api.use({
      async onRequest({ request }) {
        seen.push(await request.clone().json());
        request.headers.set("x-middleware", "1");
      },
      onResponse: ({ response }) => {
        seen.push(response.status);
      },
    });
    const { data } = await client.api.POST("/images", { body: { model: "wire-9", prompt: "a kite" } });
    expect(data).toEqual(answer);
    expect(seen).toEqual([{ model: "wire-9", prompt: "a kite" }, 200]);
    expect(calls[0]?.headers.get("x-middleware")).toBe("1");
  });
});
