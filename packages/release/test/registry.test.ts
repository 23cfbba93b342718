import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Registry, startRegistry } from "../src/rehearse/registry.ts";

let folder: string;
let registry: Registry;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "registry-"));
  registry = await startRegistry(folder, "http://127.0.0.1:9/");
});

afterAll(async () => {
  await registry.close();
  await rm(folder, { recursive: true });
});

function put(name: string): Promise<Response> {
  const version = { name, version: "1.0.0", dist: { tarball: `${registry.url}x.tgz`, shasum: "0".repeat(40) } };
  const body = {
    _id: name,
    name,
    "dist-tags": { latest: "1.0.0" },
    versions: { "1.0.0": version },
    _attachments: { "x-1.0.0.tgz": { content_type: "application/octet-stream", data: "eA==", length: 1 } },
  };
  const headers = { "content-type": "application/json" };
  return fetch(registry.url + encodeURIComponent(name), { method: "PUT", headers, body: JSON.stringify(body) });
}

test("accepts our packages until it is set to be down, and again afterwards", async () => {
  registry.accept(1);
  expect((await put("@seedream-clients/one")).status).toBe(201);
  expect((await put("@seedream-clients/two")).status).toBe(503);
  registry.accept();
  expect((await put("@seedream-clients/two")).status).toBe(201);
  expect(registry.published).toEqual(["@seedream-clients/one", "@seedream-clients/two"]);
  expect((await fetch(`${registry.url}@seedream-clients%2fone`)).status).toBe(200);
});

test("refuses a package of another scope", async () => {
  expect((await put("openapi-fetch")).status).toBeGreaterThanOrEqual(400);
});

test("frees its port when it is closed", async () => {
  const other = await startRegistry(join(folder, "other"), "http://127.0.0.1:9/");
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow();
});
