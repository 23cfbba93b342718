import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { providerNames } from "../src/providers.ts";
import { generate, THREE } from "./ark.ts";
import { serve } from "./serve.ts";

const JSON_TYPE = { "content-type": "application/json" };

function queueNext(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/api/next`, {
    method: "POST",
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify(body),
  });
}

/** Sends a request with headers that fetch does not allow. */
function bare(url: string, method: string, path: string, headers: Record<string, string>): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end(method === "POST" ? `{"provider":"ark","scenario":"rate-limited"}` : undefined);
  });
}

describe("the page", () => {
  it("has providers, addresses, models, scenarios, requests and images", async () => {
    const { url, baseURLs, simulator } = await serve();
    await generate({ ...THREE, prompt: `<b>&"kite'` }, baseURLs.ark);
    simulator.next("apimart", "task-stuck");
    simulator.always("302ai", "slow");
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    const page = await response.text();
    for (const baseURL of Object.values(baseURLs)) expect(page).toContain(`data-copy="${baseURL}"`);
    expect(page).toContain("doubao-seedream-4-5-251128");
    expect(page).toContain(`data-provider="apimart" data-scenario="unknown-status"`);
    expect(page).toMatch(/Always: slow.*Next: task-stuck/s);
    expect(page.match(/<img src="\/images\/[0-9a-f]{32}\.jpeg" alt="&#60;b&#62;&#38;&#34;kite&#39;"/g)).toHaveLength(3);
    expect(page).toContain("0.75 CNY");
    expect(page).not.toContain("<b>");
  });

  it("has a style and a script of its own, and nothing inline", async () => {
    const { url } = await serve();
    const page = await (await fetch(url)).text();
    expect(page).not.toMatch(/<style|style=|<script(?! type="module" src="\/page\.js"><)| on\w+=/);
    for (const [path, type] of [
      ["/page.css", "text/css"],
      ["/page.js", "text/javascript"],
    ] as const) {
      const response = await fetch(url + path);
      expect([response.status, response.headers.get("content-type")]).toEqual([200, `${type}; charset=utf-8`]);
      expect((await response.text()).length).toBeGreaterThan(500);
    }
  });

  it("shows only the chosen providers", async () => {
    const { url } = await serve({ providers: ["apimart"] });
    const { providers } = await (await fetch(`${url}/api/state`)).json();
    expect(providers.map(({ name }: { name: string }) => name)).toEqual(["apimart"]);
  });
});

describe("the API of the page", () => {
  it("returns the state, newest first, with shortened files", async () => {
    const { url, baseURLs } = await serve();
    await generate({ prompt: "One" }, baseURLs.ark);
    await generate(
      { prompt: "[scenario:expired-link]", image: `data:image/png;base64,${"A".repeat(9000)}` },
      baseURLs.ark,
    );
    const { calls, images } = await (await fetch(`${url}/api/state`)).json();
    expect(calls.map(({ body }: { body: { prompt: string } }) => body.prompt)).toEqual([
      "[scenario:expired-link]",
      "One",
    ]);
    expect(calls[0].body.image).toBe(`data:image/png;base64,${"A".repeat(24)}… (9022 characters)`);
    expect(calls[0].cost).toMatchObject({ amount: 0.25, currency: "CNY" });
    expect(images).toMatchObject([{ expired: true }, { prompt: "One", width: 2048, expired: false }]);
  });

  it("queues a scenario for the next call, with its options", async () => {
    const { url, baseURLs } = await serve();
    expect((await queueNext(url, { provider: "ark", scenario: "rate-limited", retryAfter: 7 })).status).toBe(204);
    const { providers } = await (await fetch(`${url}/api/state`)).json();
    expect(providers[0].next).toEqual(["rate-limited"]);
    const response = await generate({}, baseURLs.ark);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
  });

  it("queues a rate limit without Retry-After", async () => {
    const { url, baseURLs } = await serve();
    await queueNext(url, { provider: "ark", scenario: "rate-limited", retryAfter: false });
    const response = await generate({}, baseURLs.ark);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, null]);
  });

  it("forgets everything", async () => {
    const { url, baseURLs, simulator } = await serve();
    await generate({}, baseURLs.ark);
    const response = await fetch(`${url}/api/reset`, { method: "POST", headers: JSON_TYPE, body: "{}" });
    expect([response.status, simulator.calls.length]).toEqual([204, 0]);
  });

  it.each([
    [{ provider: "acme", scenario: "slow" }, new RegExp(`provider must be one of: ${providerNames.join(", ")}`)],
    [{ provider: "ark", scenario: "task-stuck" }, /"task-stuck" is not a scenario of ark/],
    [{ provider: "ark" }, /"undefined" is not a scenario of ark/],
    [{ provider: "ark", scenario: "slow", delay: -5 }, /delay is -5/],
    [{ provider: "ark", scenario: "slow", delay: "5" }, /delay is "5": it must be a number of milliseconds/],
    [{ provider: "ark", scenario: "rate-limited", retryAfter: "soon" }, /retryAfter is "soon": it must be a number of/],
    [null, /must be JSON/],
    ["x".repeat(20_000), /must be JSON/],
  ])("refuses %j", async (body, message) => {
    const { url } = await serve();
    const response = await queueNext(url, body);
    expect([response.status, (await response.json()).error]).toEqual([400, expect.stringMatching(message)]);
  });

  it("refuses scenarios from other sites", async () => {
    const { url, simulator, baseURLs } = await serve();
    const host = new URL(url).host;
    const post = (headers: Record<string, string>) =>
      bare(url, "POST", "/api/next", { host, ...JSON_TYPE, ...headers });
    expect(await post({ origin: "https://evil.test" })).toBe(403);
    expect(await post({ origin: "null" })).toBe(403);
    expect(await post({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await post({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(await post({ "content-type": "text/plain" })).toBe(415);
    expect((await generate({}, baseURLs.ark)).status).toBe(200);
    expect(await post({ origin: url, "sec-fetch-site": "same-origin" })).toBe(204);
    expect(simulator.calls).toHaveLength(1);
  });

  it("shows nothing under another site's host name that resolves to this machine", async () => {
    const { url } = await serve();
    const { port } = new URL(url);
    for (const path of ["/", "/api/state"]) {
      expect(await bare(url, "GET", path, { host: `evil.test:${port}` })).toBe(421);
      expect(await bare(url, "GET", path, { host: `localhost:${port}` })).toBe(200);
    }
  });
});
