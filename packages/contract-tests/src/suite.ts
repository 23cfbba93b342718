import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeAnswers, describeReplies } from "./answers.ts";
import { injectedChannel } from "./injected.ts";
import { loadFixtures } from "./load-fixtures.ts";
import { type Loopback, openLoopback } from "./loopback.ts";
import type { ContractProvider } from "./provider.ts";
import { describeRefusals } from "./refusals.ts";
import { describeRequests } from "./requests.ts";
import { loadSpec } from "./spec.ts";

/** A provider with fewer has not been described. */
const leastCases = 40;

/** The contract that every client honours, case by case from `fixtures/<provider>`. */
export function describeContract(provider: ContractProvider): void {
  const spec = loadSpec(provider.name, provider.path);

  describe(`${provider.name}: the cases`, () => {
    it(`are at least ${leastCases}`, () => {
      const kinds = ["requests", "refusals", "answers"] as const;
      const cases = kinds.reduce((sum, kind) => sum + loadFixtures(provider.name, kind).size, 0);
      expect(cases).toBeGreaterThanOrEqual(leastCases);
    });

    it("rest on answers that are as the spec has it", () => {
      expect(provider.accepted.flatMap((reply) => spec.reply(reply))).toEqual([]);
    });

    describeReplies(provider, spec);
  });

  describe(`${provider.name}: requests`, () => describeRequests(provider, spec));

  describe(`${provider.name}: refusals`, () => describeRefusals(provider));

  describe(`${provider.name}: answers, by an injected fetch`, () => describeAnswers(provider, injectedChannel));

  describe(`${provider.name}: answers, over HTTP`, () => {
    let loopback: Loopback | undefined;
    beforeAll(async () => {
      loopback = await openLoopback();
    });
    afterAll(() => loopback?.close());

    describeAnswers(provider, () => {
      if (!loopback) throw new Error("The server is not open");
      return loopback;
    });
  });
}
