import { models as ai302Models, create302AI } from "@seedream-clients/302ai";
import { models as anyfastModels, createAnyfast } from "@seedream-clients/anyfast";
import { models as apimartModels, createAPIMart } from "@seedream-clients/apimart";
import { models as arkModels, createArk, type Region } from "@seedream-clients/ark";
import type {
  ClientOptions,
  ImageRequest,
  ModelCatalogue,
  ModelSpec,
  SeedreamClient,
  TaskMethods,
} from "@seedream-clients/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { requestsFor } from "./requests.ts";
import { type PrismServer, servePrism } from "./server.ts";

type Send = (request: ImageRequest) => Promise<unknown>;

interface Subject {
  readonly name: string;
  readonly models: ModelCatalogue;
  /** Returns the ways to send a request. */
  connect(options: ClientOptions, model: ModelSpec): Readonly<Record<string, Send>>;
}

const subjects: readonly Subject[] = [
  {
    name: "ark",
    models: arkModels,
    connect: (options, { ids }) => bothWays(createArk({ ...options, region: regionOf(ids) })),
  },
  { name: "anyfast", models: anyfastModels, connect: (options) => bothWays(createAnyfast(options)) },
  { name: "302ai", models: ai302Models, connect: (options) => bothWays(create302AI(options)) },
  {
    name: "apimart",
    models: apimartModels,
    // Prism's tasks are never done.
    connect(options) {
      const client: TaskMethods<string, object> = createAPIMart(options);
      return { submit: async (request) => client.task(await client.submit(request)).get() };
    },
  },
];

function bothWays(client: SeedreamClient): Readonly<Record<string, Send>> {
  return {
    generate: (request) => client.generate(request),
    async stream(request) {
      for await (const _ of client.stream(request));
    },
  };
}

function regionOf(ids: ModelSpec["ids"]): Region {
  return "cn-beijing" in ids || "*" in ids ? "cn-beijing" : "ap-southeast";
}

const paths: Readonly<Record<string, string>> = {
  ark: "/images/generations",
  anyfast: "/v1/images/generations",
  "302ai": "/doubao/images/generations",
  apimart: "/v1/images/generations",
};

let requests = 0;

/** What Prism has against a request. */
function violationsOf({ ok, status, headers }: Response): readonly string[] {
  const violations = headers.get("sl-violations");
  return ok && !violations ? [] : [`HTTP ${status}: ${violations}`];
}

describe.each(subjects)("Prism accepts the requests of $name", ({ name, models, connect }) => {
  let prism: PrismServer;
  beforeAll(async () => {
    prism = await servePrism(name);
  });
  afterAll(() => prism.close());

  it("and refuses one that breaks the spec", async () => {
    const [model] = Object.values(models.models[0]?.ids ?? {}).flat();
    const send = async (body: object) => {
      const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      return violationsOf(await fetch(`${prism.baseURL}${paths[name]}`, init));
    };
    expect(await send({ model, prompt: "A kite" })).toEqual([]);
    expect(await send({ model, prompt: 5 })).toEqual([expect.stringMatching(/^HTTP 4\d\d: .*must be string/)]);
  });

  describe.each(models.models.filter(({ status }) => status !== "retired"))("for $name", (model) => {
    it.each(requestsFor(model, models))("$name", async ({ request }) => {
      const violations: string[] = [];
      const { fetch } = globalThis;
      const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (...args) => {
        const response = await fetch(...args);
        violations.push(...violationsOf(response));
        requests++;
        return response;
      });
      const ways = connect({ apiKey: "any-key", baseURL: prism.baseURL, maxRetries: 0 }, model);
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
