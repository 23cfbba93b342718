import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadFixtures } from "./load-fixtures.ts";
import { mockFetch } from "./mock-fetch.ts";
import { type MockServer, openMockServer } from "./mock-server.ts";
import type { ContractProvider } from "./provider.ts";
import { describeRefusals } from "./refusals.ts";
import { describeRequests } from "./requests.ts";
import { describeResponseFixtures, describeResponses } from "./responses.ts";
import { loadSpec } from "./spec.ts";

/** Fewer fixtures cannot cover a provider. */
const minimumFixtures = 40;

/** Tests the contract of all clients, case by case from `fixtures/<provider>`. */
export function describeContract(provider: ContractProvider): void {
  const spec = loadSpec(provider.name, provider.path);

  describe(`${provider.name}: the fixtures`, () => {
    it(`are at least ${minimumFixtures}`, () => {
      const kinds = ["requests", "refusals", "responses"] as const;
      const count = kinds.reduce((sum, kind) => sum + loadFixtures(provider.name, kind).size, 0);
      expect(count).toBeGreaterThanOrEqual(minimumFixtures);
    });

    it("have success responses that match the spec", () => {
      expect(provider.successResponses.flatMap((response) => spec.checkResponse(response))).toEqual([]);
    });

    describeResponseFixtures(provider, spec);
  });

  describe(`${provider.name}: requests`, () => describeRequests(provider, spec));

  describe(`${provider.name}: refusals`, () => describeRefusals(provider));

  describe(`${provider.name}: responses, through an injected fetch`, () => describeResponses(provider, mockFetch));

  describe(`${provider.name}: responses, over HTTP`, () => {
    let server: MockServer | undefined;
    beforeAll(async () => {
      server = await openMockServer();
    });
    afterAll(() => server?.close());

    describeResponses(provider, () => {
      if (!server) throw new Error("The server is not open");
      return server;
    });
  });
}
