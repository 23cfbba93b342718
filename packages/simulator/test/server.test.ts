import { request } from "node:http";
import type { ModelSpec } from "@seedream-clients/core";
import sharp from "sharp";
import { afterEach, describe, expect, it } from "vitest";
import { mockProviders, providerNames } from "../src/providers.ts";
import { type ServeOptions, type SimulatorServer, serveSimulator } from "../src/server.ts";
import * as apimart from "./apimart.ts";
import { events, expectRefusal, generate, THREE, whole } from "./ark.ts";
import { Spec } from "./spec.ts";

/** Every address of every provider, with its name and path here. */
const everyServer = providerNames.flatMap((provider) => {
  const spec = new Spec(provider);
  const { servers, submission } = spec;
  const examples = spec.examples(submission.id).map(([, body]) => body);
  return servers.map(({ url: address, "x-region": region }, index) => {
    const name = index === 0 ? provider : `${provider}-${region}`;
    const base = `/${name}${new URL(address).pathname}`.replace(/\/$/, "");
    return { name, base, provider, region, address, operation: spec.examplePath(submission.id), examples };
  });
});

/** A copy of `body` with another value at a dotted path. */
function withField(body: object, path: string, value: unknown): object {
  const [key = "", ...rest] = path.split(".");
  const inner: unknown = Reflect.get(body, key);
  return { ...body, [key]: rest.length > 0 ? withField(Object(inner), rest.join("."), value) : value };
}

let running: SimulatorServer | undefined;
async function serve(options?: ServeOptions): Promise<SimulatorServer> {
  running = await serveSimulator(options);
  return running;
}
afterEach(() => running?.close());

describe("the server", () => {
  it("listens only on the loopback, and returns its addresses", async () => {
    const { url, baseURLs } = await serve();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(baseURLs).toEqual(Object.fromEntries(everyServer.map(({ name, base }) => [name, `${url}${base}`])));
    expect(baseURLs["ark-ap-southeast"]).toBe(`${url}/ark-ap-southeast/api/v3`);
  });

  // If two providers shared an address, the first handler would respond for both.
  it("has no address that two providers share", () => {
    const addresses = everyServer.map(({ address }) => address);
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
  });

  it("responds as the provider and serves its own links", async () => {
    const { url, baseURLs, simulator } = await serve();
    const { data } = await whole(await generate({ size: "2560x1440" }, baseURLs.ark));
    const link = data?.[0]?.url ?? "";
    expect(link.startsWith(`${url}/images/`)).toBe(true);
    const response = await fetch(link);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width: 2560, height: 1440 });
    expect(simulator.calls).toHaveLength(1);
  });

  it("has each region under its own name", async () => {
    const { url, simulator } = await serve();
    const response = await generate({ model: "seedream-4-5-251128" }, `${url}/ark-ap-southeast/api/v3`);
    expect((await whole(response)).model).toBe("seedream-4-5-251128");
    expect(simulator.calls[0]?.region).toBe("ap-southeast");
  });

  it.each(everyServer)("has $name at its base URL", async ({ base, provider, region, operation, examples }) => {
    const { url, simulator } = await serve();
    const idsIn = ({ ids }: ModelSpec) => ids[region ?? "*"] ?? ids["*"] ?? [];
    const [id] = mockProviders[provider].document["x-seedream-models"].models
      .filter(({ status }) => status === "active")
      .flatMap(idsIn);
    const { model } = mockProviders[provider].wire.fields;
    for (const body of examples) {
      await fetch(`${url}${base}${operation}`, {
        method: "POST",
        headers: { authorization: "Bearer key" },
        body: JSON.stringify(model === undefined ? body : withField(body, model, id)),
      });
    }
    const served = simulator.calls.filter(({ status }) => status < 300);
    expect(served[0]).toMatchObject({ provider, ...(region && { region }) });
  });

  it("has APIMart's tasks and uploads at its base URL", async () => {
    const { url, baseURLs } = await serve({ latency: 3_600_000 });
    const file = await apimart.upload(new Blob(["GIF89a"]), "a.gif", baseURLs.apimart);
    const reference = (await file.json()).url;
    expect(reference.startsWith(`${url}/uploads/`)).toBe(true);
    expect(await (await fetch(reference)).text()).toBe("GIF89a");
    const submission = await apimart.submit({ image_urls: [reference] }, {}, baseURLs.apimart);
    const [{ task_id }] = (await submission.json()).data;
    const answer = await apimart.poll(task_id, {}, baseURLs.apimart);
    expect((await answer.json()).data.status).toBe("pending");
  });

  it("streams events one by one, each after the latency of an image", async () => {
    const { baseURLs } = await serve({ latency: 150 });
    const times: number[] = [];
    const start = performance.now();
    const response = await generate({ ...THREE, stream: true }, baseURLs.ark);
    const headers = performance.now() - start;
    for await (const event of events(response)) {
      if (event.image_index !== undefined) times.push(performance.now() - start);
    }
    expect(headers).toBeGreaterThan(140);
    expect(times).toHaveLength(3);
    for (const [index, time] of times.entries()) expect(time).toBeGreaterThan((index + 1) * 150 - 20);
  });

  it("takes the time of all images for a whole response", async () => {
    const { baseURLs } = await serve({ latency: 100 });
    const start = performance.now();
    await whole(await generate(THREE, baseURLs.ark));
    expect(performance.now() - start).toBeGreaterThan(280);
  });

  it("breaks the connection after the earlier events have arrived", async () => {
    const { baseURLs, simulator } = await serve();
    simulator.next("ark", "dropped-mid-stream");
    const got: string[] = [];
    const reading = (async () => {
      for await (const event of events(await generate({ ...THREE, stream: true }, baseURLs.ark))) got.push(event.type);
    })();
    await expect(reading).rejects.toThrow(/terminated|aborted|closed/);
    expect(got).toEqual(["image_generation.partial_succeeded"]);
  });

  it("refuses a body over the limit in the provider's own form", async () => {
    const { baseURLs, simulator } = await serve();
    const response = await generate({ prompt: "a".repeat(65 * 1024 * 1024) }, baseURLs.ark);
    expect(response.status).toBe(413);
    expect(expectRefusal(413, await response.json()).message).toMatch(/too large/);
    expect(simulator.calls[0]).toMatchObject({ status: 413, body: undefined });
    expect((await generate({}, baseURLs.ark)).status).toBe(200);
  });

  it("reads a body just under the limit", { timeout: 20_000 }, async () => {
    const { baseURLs } = await serve();
    const { status } = await generate({ model: "nobody", prompt: "a".repeat(63 * 1024 * 1024) }, baseURLs.ark);
    expect(status).toBe(404);
  });

  it.each(["/nobody/api/v3/images/generations", "/images", "//evil.test/x", "/ark"])(
    "has nothing at %s",
    async (path) => {
      const { url } = await serve();
      const { port } = new URL(url);
      const status = await new Promise((resolve, reject) => {
        request({ host: "127.0.0.1", port, path }, (response) => resolve(response.resume().statusCode))
          .on("error", reject)
          .end();
      });
      expect(status).toBe(404);
    },
  );

  it("responds to an unknown path of a provider as the provider does", async () => {
    const { baseURLs, simulator } = await serve();
    const response = await fetch(`${baseURLs.ark}/chat/completions`, { method: "POST", body: "{}" });
    expect([response.status, await response.text()]).toEqual([404, ""]);
    expect(simulator.calls).toMatchObject([{ operation: "POST /api/v3/chat/completions", body: {}, status: 404 }]);
  });

  it.each(["GET", "HEAD"])("ignores the body of a %s, as providers do", async (method) => {
    const { url } = await serve();
    const headers = { authorization: "Bearer any-key", "content-length": 2 };
    const { port } = new URL(url);
    const status = await new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port, path: "/apimart/v1/balance", method, headers }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on("error", reject)
        .end("{}");
    });
    expect(status).toBe(method === "GET" ? 200 : 404);
  });

  it("reports the error that a condition of when() throws", async () => {
    const { baseURLs, simulator } = await serve();
    simulator.when(
      "ark",
      () => {
        throw new TypeError("The body has no such field");
      },
      "slow",
    );
    const response = await generate({}, baseURLs.ark);
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: { message: "The simulator failed: TypeError: The body has no such field" } },
    ]);
  });

  it("closes at once, including calls under way", async () => {
    const { baseURLs, close } = await serve({ latency: 60_000 });
    const pending = expect(generate({ stream: true }, baseURLs.ark)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await close();
    await pending;
  });

  it("names the base URLs at an unknown address", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/ark/v3/images/generations`, { method: "POST" });
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(
      /^Nothing at POST \/ark\/v3\/images\/generations; the base URLs of the simulator are \/ark\/api\/v3, .*\/apimart(, .*)?\n$/,
    );
  });

  it("rejects when the port is in use, and names the way out", async () => {
    const port = Number(new URL((await serve()).url).port);
    await expect(serveSimulator({ port })).rejects.toMatchObject({
      code: "EADDRINUSE",
      message: `Port ${port} of 127.0.0.1 is in use; stop the program that listens there, or choose another port (0 finds a free one)`,
    });
  });

  it("rejects a host that this machine does not have, and names the way out", async () => {
    await expect(serveSimulator({ host: "192.0.2.1" })).rejects.toMatchObject({
      code: "EADDRNOTAVAIL",
      message: expect.stringMatching(/^This machine has no address 192\.0\.2\.1; use 127\.0\.0\.1/),
    });
  });

  it("survives callers who hang up", async () => {
    const { baseURLs } = await serve({ latency: 40 });
    for (let i = 0; i < 5; i++) {
      const response = await generate({ ...THREE, stream: true }, baseURLs.ark);
      await response.body?.cancel();
    }
    expect((await generate({}, baseURLs.ark)).status).toBe(200);
  });
});
