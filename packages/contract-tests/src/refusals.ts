import { InvalidRequestError } from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import { methods } from "./call-client.ts";
import { callProvider } from "./call-provider.ts";
import { expectNoKey } from "./expect-error.ts";
import type { RefusalFixture } from "./fixture.ts";
import { injectedChannel } from "./injected.ts";
import { loadFixtures } from "./load-fixtures.ts";
import { paidOperation } from "./operation.ts";
import { toRequest } from "./portable-request.ts";
import type { ContractProvider } from "./provider.ts";

/** A request that breaks a known limit is refused before it is sent, unless the caller wants otherwise. */
export function describeRefusals(provider: ContractProvider): void {
  describe.each([...loadFixtures(provider.name, "refusals")])("%s", (_, fixture) => {
    it.each(methods)(`${fixture.name}: %s()`, async (method) => {
      const { channel, sent, call } = prepare(provider, fixture);
      const { error } = await callProvider(provider, channel, method, toRequest(fixture.request), call);
      if (!InvalidRequestError.isInstance(error)) throw new Error("It was not refused", { cause: error });
      for (const part of [fixture.message].flat()) expect(error.message).toContain(part);
      expect(error).toMatchObject({ provider: provider.name, charged: "no", retryable: false });
      expect(error.status).toBeUndefined();
      expect(sent).toEqual([]);
      expectNoKey(error);
    });

    it('is sent with a warning when validation is "warn"', async () => {
      const { channel, sent, call } = prepare(provider, fixture);
      const { result } = await callProvider(provider, channel, "generate", toRequest(fixture.request), {
        ...call,
        validation: "warn",
      });
      expect(result?.warnings).toContainEqual(expect.objectContaining({ type: "limit", feature: fixture.feature }));
      expect(sent.filter(({ operation }) => operation === paidOperation(provider))).toHaveLength(1);
    });

    it('is sent without a word when validation is "off"', async () => {
      const { channel, sent, call } = prepare(provider, fixture);
      const { result } = await callProvider(provider, channel, "generate", toRequest(fixture.request), {
        ...call,
        validation: "off",
      });
      expect(result?.warnings.filter(({ type }) => type === "limit")).toEqual([]);
      expect(sent.filter(({ operation }) => operation === paidOperation(provider))).toHaveLength(1);
    });
  });
}

function prepare(provider: ContractProvider, { options }: RefusalFixture) {
  const channel = injectedChannel();
  return { channel, sent: channel.play(provider.accepted, paidOperation(provider)), call: { client: options?.client } };
}
