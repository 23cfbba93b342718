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
import type { Channel } from "./channel.ts";
import { edgesOf } from "./edges.ts";
import { loadFixtures } from "./load-fixtures.ts";
import { toRequest } from "./portable-request.ts";
import type { ContractProvider } from "./provider.ts";
import { run } from "./run.ts";

/**
 * The limits stand in the client and in the simulator, each made from the spec on its own: what one lets pass the
 * other must, and what one refuses the other must refuse.
 */
export function describeAgreement(provider: ContractProvider, catalogue: ModelCatalogue): void {
  const served = (model = catalogue.default) => (findModel(catalogue, model)?.status ?? "retired") !== "retired";
  // What limits an endpoint has depends on the model behind it.
  const known = [...loadFixtures(provider.name, "requests")].filter(
    ([, { request }]) => !request.model?.startsWith("ep-"),
  );

  describe(`${provider.name}: what the client sends, the simulator takes`, () => {
    it.each(known)("%s", async (_, { request, options }) => {
      const call = { client: options?.client, ownAddress: true };
      const { result, error } = await run(provider, simulated(), "generate", toRequest(request), call);
      if (!served(request.model)) return expect(SeedreamError.isInstance(error) && error.status).toBeTypeOf("number");
      expect(error).toBeUndefined();
      for (const outcome of result?.images ?? []) expectImage(outcome, request.size);
    });
  });

  describe(`${provider.name}: what the client refuses, the simulator refuses too`, () => {
    const telling = [...loadFixtures(provider.name, "refusals")].filter(([, { clientOnly }]) => !clientOnly);
    it.each(telling)("%s", async (_, { request, options }) => {
      const call = { client: options?.client, ownAddress: true, validation: "off" } as const;
      const { error } = await run(provider, simulated(), "generate", toRequest(request), call);
      expect(SeedreamError.isInstance(error) && error.status).toBeTypeOf("number");
    });
  });

  describeEdges(provider, catalogue);
}

/** Client and simulator agree on each side of each limit, for every model on offer. */
function describeEdges(provider: ContractProvider, catalogue: ModelCatalogue): void {
  const offered = catalogue.models.filter(({ status }) => status !== "retired");
  describe.each(offered)(`${provider.name}: the edges of $name`, (model) => {
    const edges = edgesOf(model, catalogue);
    const region = Object.keys(catalogue.servers).find((name) => model.ids[name]);
    const ask = (request: Partial<ImageRequest>, validation: ValidationMode) =>
      run(
        provider,
        simulated(),
        "generate",
        { prompt: "A lighthouse", model: model.name, ...request },
        {
          ...(region && { client: { region } }),
          ownAddress: true,
          validation,
        },
      );

    it.each(edges.filter(({ inside }) => inside))("take $name", async ({ request }) => {
      expect((await ask(request, "error")).error).toBeUndefined();
    });

    it.each(edges.filter(({ inside }) => !inside))("do not take $name", async ({ request }) => {
      const { error: refused } = await ask(request, "error");
      expect(InvalidRequestError.isInstance(refused) && refused.status).toBeUndefined();
      const { error: answered } = await ask(request, "off");
      expect(SeedreamError.isInstance(answered) && answered.status).toBeTypeOf("number");
    });
  });
}

function simulated(): Channel {
  const { handlers } = createSimulator();
  return {
    baseURL: "",
    play: () => [],
    fetch: async (input, init) => {
      const response = await getResponse(handlers, new Request(input, init));
      if (!response) throw new Error(`The simulator does not answer at ${input}`);
      return response;
    },
  };
}

function expectImage(outcome: ImageOutcome, size: unknown): void {
  if (!outcome.ok) throw outcome.error;
  const { width, height } = outcome.image;
  if (typeof size === "string" && /^\d+x\d+$/.test(size) && width) expect(`${width}x${height}`).toBe(size);
}
