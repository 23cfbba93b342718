import { InvalidRequestError, type ValidationMode } from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import { type Method, methods } from "./call-client.ts";
import { callProvider, createClient } from "./call-provider.ts";
import { expectNoKey } from "./expect-error.ts";
import type { RefusalFixture } from "./fixture.ts";
import { loadFixtures } from "./load-fixtures.ts";
import { mockFetch } from "./mock-fetch.ts";
import { paidOperation } from "./operation.ts";
import { toRequest } from "./portable-request.ts";
import type { ContractProvider } from "./provider.ts";
import { isSendable } from "./wire-visibility.ts";

/** Tests that a request beyond a known limit is refused before it is sent, unless `validation` says otherwise. */
export function describeRefusals(provider: ContractProvider): void {
  describe.each([...loadFixtures(provider.name, "refusals")])("%s", (_, fixture) => {
    it.each(methods)(`${fixture.name}: %s()`, async (method) => {
      const { requests, error } = await send(provider, fixture, method);
      if (!InvalidRequestError.isInstance(error)) throw new Error("It was not refused", { cause: error });
      for (const part of [fixture.message].flat()) expect(error.message).toContain(part);
      expect(error).toMatchObject({ provider: provider.name, charged: "no", retryable: false });
      expect(error.status).toBeUndefined();
      expect(requests).toEqual([]);
      expectNoKey(error);
    });

    it('is sent with a warning when validation is "warn", if the wire can express it', async () => {
      const { requests, result, error, sendable } = await send(provider, fixture, "generate", "warn");
      if (!sendable) return expectUnsent(requests, error);
      expect(result?.warnings).toContainEqual(expect.objectContaining({ type: "limit", feature: fixture.feature }));
      expect(requests.filter(({ operation }) => operation === paidOperation(provider))).toHaveLength(1);
    });

    it('is sent without a warning when validation is "off", if the wire can express it', async () => {
      const { requests, result, error, sendable } = await send(provider, fixture, "generate", "off");
      if (!sendable) return expectUnsent(requests, error);
      expect(result?.warnings.filter(({ type }) => type === "limit")).toEqual([]);
      expect(requests.filter(({ operation }) => operation === paidOperation(provider))).toHaveLength(1);
    });
  });
}

async function send(
  provider: ContractProvider,
  { request, options }: RefusalFixture,
  method: Method,
  validation?: ValidationMode,
) {
  const mock = mockFetch();
  const log = await mock.respondWith(provider.successResponses, paidOperation(provider));
  const call = { client: options?.client, ...(validation && { validation }) };
  const sendable = await isSendable(createClient(provider, mock, call), toRequest(request));
  const outcome = await callProvider(provider, mock, method, toRequest(request), call);
  return { requests: await log.requests(), sendable, ...outcome };
}

function expectUnsent(requests: readonly unknown[], error: unknown): void {
  expect(InvalidRequestError.isInstance(error)).toBe(true);
  expect(requests).toEqual([]);
}
