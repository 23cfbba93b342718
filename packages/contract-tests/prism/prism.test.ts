import { readdirSync, readFileSync } from "node:fs";
import type { ClientOptions, ImageRequest, ModelSpec, SeedreamClient, TaskMethods } from "@seedream-clients/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { loadFixtures } from "../src/load-fixtures.ts";
import { nativeSamples } from "../src/native-samples.ts";
import { requestsFor } from "./requests.ts";
import { type PrismServer, servePrism } from "./server.ts";

type Client = SeedreamClient & Partial<TaskMethods<string, object>>;
type Send = (request: ImageRequest) => Promise<unknown>;

const specs = new URL("../../../specs/", import.meta.url);
const names = readdirSync(specs, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
const subjects = await Promise.all(names.map(readSubject));

/** Reads from the spec how to create the client, and the paid operation with an example of its body. */
async function readSubject(name: string) {
  const spec = parse(readFileSync(new URL(`${name}/openapi.yaml`, specs), "utf8"));
  const client = await import(`@seedream-clients/${name}`);
  const create: (options: ClientOptions & { readonly region?: string }) => Client =
    client[spec["x-seedream-provider"].create];
  const operations = Object.entries<Record<string, Record<string, unknown>>>(spec.paths).flatMap(([path, item]) =>
    Object.values(item).map((operation) => ({ path, operation })),
  );
  const paid = operations.find(({ operation }) => operation["x-seedream-operation"] === "generate");
  const content: { examples: Record<string, { value: object }> } = Object(paid?.operation.requestBody).content[
    "application/json"
  ];
  const [example] = Object.values(content.examples);
  return {
    name,
    create,
    models: create({ apiKey: "any-key" }).models,
    path: paid?.path ?? "",
    example: example?.value,
  };
}

/** Returns the ways to send a request. Prism's tasks are never done. */
function waysOf(client: Client): Readonly<Record<string, Send>> {
  const { submit, task } = client;
  if (submit && task) return { submit: async (request) => task(await submit(request)).get() };
  return {
    generate: (request) => client.generate(request),
    async stream(request) {
      for await (const _ of client.stream(request));
    },
  };
}

/** Returns the option for a region in which the model has an id; no option if the provider has one address. */
function regionFor({ ids }: ModelSpec, servers: Readonly<Record<string, string>>): { readonly region?: string } {
  const region = Object.keys(servers).find((name) => name in ids || "*" in ids);
  return region === undefined || region === "default" ? {} : { region };
}

let requests = 0;

/** Returns Prism's objections to a request. */
function violationsOf({ ok, status, headers }: Response): readonly string[] {
  const violations = headers.get("sl-violations");
  return ok && !violations ? [] : [`HTTP ${status}: ${violations}`];
}

describe.each(subjects)("Prism accepts the requests of $name", ({ name, create, models, path, example }) => {
  let prism: PrismServer;
  beforeAll(async () => {
    prism = await servePrism(name);
  });
  afterAll(() => prism.close());

  it("and refuses one that breaks the spec", async () => {
    const send = async (body: object) => {
      const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      return violationsOf(await fetch(`${prism.baseURL}${path}`, init));
    };
    expect(await send(example ?? {})).toEqual([]);
    expect(await send({})).toEqual([expect.stringMatching(/^HTTP 4\d\d: .*must have required property/)]);
  });

  const samples = nativeSamples(loadFixtures(name, "requests").values());
  describe.each(models.models.filter(({ status }) => status !== "retired"))("for $name", (model) => {
    it.each(requestsFor(model, models, samples))("$name", async ({ request }) => {
      const violations: string[] = [];
      const { fetch } = globalThis;
      const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (...args) => {
        const response = await fetch(...args);
        violations.push(...violationsOf(response));
        requests++;
        return response;
      });
      const options = { apiKey: "any-key", baseURL: prism.baseURL, maxRetries: 0 };
      const ways = waysOf(create({ ...options, ...regionFor(model, models.servers) }));
      try {
        for (const send of Object.values(ways)) await send(request);
      } finally {
        spy.mockRestore();
        expect(violations).toEqual([]);
      }
    });
  });
});

afterAll(() => {
  process.stdout.write(`Prism saw ${requests} requests\n`);
});
