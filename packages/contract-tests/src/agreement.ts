import {
  findModel,
  type ImageOutcome,
  type ImageRequest,
  InvalidRequestError,
  type ModelCatalogue,
  SeedreamError,
  type ValidationMode,
} from "@seedream-clients/core";
import { createSimulator } from "@seedream-clients/simulator";
import { getResponse } from "msw";
import { describe, expect, it } from "vitest";
import { callProvider, createClient } from "./call-provider.ts";
import { edgesOf } from "./edges.ts";
import { loadFixtures } from "./load-fixtures.ts";
import type { MockProvider } from "./mock-provider.ts";
import { nativeSamples } from "./native-samples.ts";
import { toRequest } from "./portable-request.ts";
import type { ContractProvider } from "./provider.ts";
import { isVisibleOnWire } from "./wire-visibility.ts";

/**
 * Tests that client and simulator accept and refuse the same requests. Each generates its own limits from the spec.
 * Only the client refuses a request that the provider's wire format cannot express.
 */
export function describeAgreement(provider: ContractProvider, catalogue: ModelCatalogue): void {
  const isServed = (model = catalogue.default) => (findModel(catalogue, model)?.status ?? "retired") !== "retired";
  const { endpointPrefix } = provider;
  // The limits of an endpoint depend on its model, which only the provider knows.
  const knownModels = [...loadFixtures(provider.name, "requests")].filter(
    ([, { request }]) => endpointPrefix === undefined || !request.model?.startsWith(endpointPrefix),
  );

  describe(`${provider.name}: the simulator accepts the requests that the client sends`, () => {
    it.each(knownModels)("%s", async (_, { request, options }) => {
      const call = { client: options?.client, defaultBaseURL: true };
      const { result, error } = await callProvider(provider, simulated(), "generate", toRequest(request), call);
      if (!isServed(request.model)) return expect(SeedreamError.isInstance(error) && error.status).toBeTypeOf("number");
      expect(error).toBeUndefined();
      for (const outcome of result?.images ?? []) expectImage(outcome, request.size);
    });
  });

  describe(`${provider.name}: the simulator refuses the requests that the client refuses`, () => {
    const visibleOnTheWire = [...loadFixtures(provider.name, "refusals")].filter(([, { clientOnly }]) => !clientOnly);
    it.each(visibleOnTheWire)("%s", async (_, { request, options, feature }) => {
      const call = { client: options?.client, defaultBaseURL: true, validation: "off" } as const;
      const [field = feature] = feature.split(/[.[]/);
      const client = createClient(provider, simulated(), call);
      if (!(await isVisibleOnWire(client, toRequest(request), field))) return;
      const { error } = await callProvider(provider, simulated(), "generate", toRequest(request), call);
      expectRefusal(error, provider, field);
    });
  });

  describeEdges(provider, catalogue);
}

/** The simulator must refuse every request that the client refuses, otherwise users would test against other rules. */
function expectRefusal(error: unknown, { name }: ContractProvider, field: string): void {
  const wayOut =
    `check ${field} in packages/simulator/src/${name}; if the provider accepts it, correct the model row; if it ignores ` +
    "it, say so in `clientOnly` of the case";
  const outcome = error === undefined ? "accepted it" : `failed otherwise: ${String(error)}`;
  const isRefusal = SeedreamError.isInstance(error) && error.status !== undefined;
  expect(isRefusal, `The client refuses this request, and the simulator ${outcome}; ${wayOut}`).toBe(true);
}

/** Tests both sides of each limit, for every model that is not retired. */
function describeEdges(provider: ContractProvider, catalogue: ModelCatalogue): void {
  const samples = nativeSamples(loadFixtures(provider.name, "requests").values());
  const current = catalogue.models.filter(({ status }) => status !== "retired");
  describe.each(current)(`${provider.name}: the limits of $name`, (model) => {
    const edges = edgesOf(model, catalogue, samples);
    const valid: ImageRequest = { prompt: "A lighthouse", model: model.name };
    const region = Object.keys(catalogue.servers).find((name) => model.ids[name]);
    const options = { ...(region && { client: { region } }), defaultBaseURL: true };
    const call = (request: Partial<ImageRequest>, validation: ValidationMode) =>
      callProvider(provider, simulated(), "generate", { ...valid, ...request }, { ...options, validation });

    it.each(edges.filter(({ inside }) => inside))("allow $name", async ({ request }) => {
      const { error } = await call(request, "error");
      const wayOut = `the simulator refused what the model row allows, or the client did: ${String(error)}`;
      expect(error, `${wayOut}; correct x-seedream-models, or the checks of the simulator`).toBeUndefined();
    });

    it.each(edges.filter(({ inside }) => inside))(
      "make and cost at most what validate() says: $name",
      async ({ request }) => {
        const client = createClient(provider, simulated(), options);
        const { count, cost } = await client.validate({ ...valid, ...request });
        const { result, error } = await call(request, "error");
        if (error) throw error;
        expect(result?.images.length).toBeLessThanOrEqual(count);
        expect(result?.cost?.amount ?? 0).toBeLessThanOrEqual(cost?.total.amount ?? Number.POSITIVE_INFINITY);
      },
    );

    it.each(edges.filter(({ inside }) => !inside))("do not allow $name", async ({ request, field }) => {
      const { error: refused } = await call(request, "error");
      expect(InvalidRequestError.isInstance(refused) && refused.status).toBeUndefined();
      const client = createClient(provider, simulated(), options);
      if (!(await isVisibleOnWire(client, { ...valid, ...request }, field))) return;
      const { error: response } = await call(request, "off");
      expectRefusal(response, provider, field);
    });
  });
}

function simulated(): MockProvider {
  const { handlers } = createSimulator();
  return {
    baseURL: "",
    respondWith: async () => ({ requests: async () => [] }),
    fetch: async (input, init) => {
      const response = await getResponse(handlers, new Request(input, init));
      if (!response) throw new Error(`The simulator has no handler for ${input}`);
      return response;
    },
  };
}

function expectImage(outcome: ImageOutcome, size: unknown): void {
  if (!outcome.ok) throw outcome.error;
  const { width, height } = outcome.image;
  if (typeof size === "string" && /^\d+x\d+$/.test(size) && width) expect(`${width}x${height}`).toBe(size);
}
