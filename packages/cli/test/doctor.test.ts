import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { serveSimulator } from "@seedream-clients/simulator/server";
import { expect, it, onTestFinished } from "vitest";
import { folder, seedream } from "./seedream.ts";

const key = "ark-secret-0123456789";

/** Serves Ark at a path like the simulator's. Returns a status and a code for each model. */
async function openArk(answer: (model: string) => readonly [status: number, code: string], clock = 0) {
  const bodies: { readonly model: string; readonly size: string }[] = [];
  const server = createServer(async (request, response) => {
    response.setHeader("date", new Date(Date.now() + clock).toUTCString());
    if (request.method !== "POST") return response.writeHead(404).end();
    const body = JSON.parse(await text(request));
    bodies.push(body);
    const [status, code] = answer(body.model);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { code, message: `no, ${key}` } }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return { origin, bodies };
}

async function doctor(args: readonly string[], env: object) {
  const { code, out, errors } = await seedream(["doctor", ...args], { env: { ARK_API_KEY: key, ...env } });
  expect(out + errors).not.toContain("secret");
  const findings = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { code, findings, find: (check: string) => findings.find((finding) => finding.check === check) };
}

it("finds region, plan and open models of a key of Ark by submitting an impossible size", async () => {
  const { origin, bodies } = await openArk((model) =>
    model.includes("4-5") ? [400, "InvalidParameter"] : [404, "ModelNotOpen"],
  );
  const { code, find } = await doctor(["--probe"], { ARK_BASE_URL: `${origin}/ark/api/plan/v3` });
  expect(find("ark account")).toMatchObject({ ok: true, message: expect.stringContaining("cn-beijing, Agent Plan") });
  expect(find("ark seedream-4.5")).toEqual({ check: "ark seedream-4.5", ok: true, message: "open" });
  expect(find("ark seedream-4.0")).toMatchObject({
    ok: false,
    message: "not open to this key (ModelNotOpen); activate doubao-seedream-4-0-250828 in the console",
  });
  expect(code).toBe(0);
  expect(new Set(bodies.map(({ size }) => size))).toEqual(new Set(["1x1"]));
});

it("reports a refused key, and sends no further request", async () => {
  const { origin, bodies } = await openArk(() => [401, "AuthenticationError"]);
  const { code, find } = await doctor(["--probe"], { ARK_BASE_URL: `${origin}/ark-ap-southeast/api/v3` });
  expect(find("ark account")).toMatchObject({
    ok: false,
    message: "the key is refused (401) in ap-southeast (pay as you go); copy it again",
  });
  expect([code, bodies.length]).toEqual([1, 1]);
});

it("ends the probe when Ark accepts an impossible size", async () => {
  const { origin, bodies } = await openArk(() => [200, ""]);
  const { code, find } = await doctor(["--probe"], { ARK_BASE_URL: `${origin}/ark/api/v3` });
  expect(find("ark account").message).toContain("may have been billed; the probe was ended");
  expect([code, bodies.length]).toEqual([1, 1]);
});

it("does not probe a gateway, which may bill it", async () => {
  const { origin, bodies } = await openArk(() => [400, ""]);
  const { code, find } = await doctor(["--probe"], { ARK_BASE_URL: `${origin}/v1` });
  expect(find("ark address").message).toContain("A gateway may bill the probe, so it was not sent");
  expect([code, bodies.length]).toEqual([1, 0]);
});

it("sends no submission without --probe, and compares the clocks", async () => {
  const { origin, bodies } = await openArk(() => [400, ""], 3_600_000);
  const { code, find } = await doctor([], { ARK_BASE_URL: `${origin}/ark/api/v3` });
  expect(find("clock").message).toMatch(/^this clock is (3599|3600) s behind 127\.0\.0\.1/);
  expect(find("ark host")).toMatchObject({ ok: true });
  expect([code, bodies.length]).toEqual([0, 0]);
});

it("reports a key and an address that no client accepts", async () => {
  for (const address of ["no address", "127.0.0.1:4010/ark/api/v3", "localhost:4010"]) {
    for (const args of [[], ["--probe"]]) {
      const { find } = await doctor(args, { ARK_API_KEY: "two secret words", ARK_BASE_URL: address });
      expect(find("ark key")).toMatchObject({ ok: false, message: expect.stringContaining("copy it again") });
      const message = expect.stringContaining("is not an address; begin it with https:// or http://");
      expect([find("ark host"), find("ark address")]).toMatchObject(Array(2).fill({ ok: false, message }));
    }
  }
});

it("accepts the address of a gateway", async () => {
  const { origin } = await openArk(() => [400, ""]);
  const { find } = await doctor([], { ARK_BASE_URL: `${origin}/v1` });
  expect(find("ark address")).toMatchObject({ ok: true, message: "ARK_BASE_URL is not Ark's own: 127.0.0.1" });
});

it("reads the balance of APIMart", async () => {
  const server = await serveSimulator();
  onTestFinished(() => server.close());
  const env = { ARK_API_KEY: "", APIMART_API_KEY: "key-secret-1", APIMART_BASE_URL: server.baseURLs.apimart };
  const { find } = await doctor([], env);
  expect(find("apimart balance")).toMatchObject({ ok: true, message: "account 100 USD, key without limit" });
});

it("reports the source of a key, a proxy that Node ignores, and a host that is not found", async () => {
  await writeFile(join(folder, ".env"), "ARK_API_KEY=ark-secret-other\nAPIMART_API_KEY=secret-of-file\n");
  const { find } = await doctor([], {
    APIMART_API_KEY: undefined,
    ARK_BASE_URL: "http://ark.invalid/api/v3",
    APIMART_BASE_URL: "http://apimart.invalid",
    HTTPS_PROXY: "http://me:secret@proxy.invalid",
  });
  expect(find("ark key").message).toBe(
    "ARK_API_KEY is set, 21 characters, from the environment, which overrides the one in .env",
  );
  expect(find("apimart key").message).toBe("APIMART_API_KEY is set, 14 characters, from .env");
  expect(find("proxy")).toMatchObject({ ok: false, message: expect.stringContaining("Node ignores it") });
  expect(find("ark host").message).toContain("ark.invalid cannot be reached: getaddrinfo ENOTFOUND");
  expect(find("apimart balance").message).toContain("the check failed: getaddrinfo ENOTFOUND");
});
