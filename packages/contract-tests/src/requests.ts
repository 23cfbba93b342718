import { describe, expect, it } from "vitest";
import type { Method } from "./call-client.ts";
import { callProvider } from "./call-provider.ts";
import type { RequestFixture } from "./fixture.ts";
import { loadFixtures } from "./load-fixtures.ts";
import { mockFetch } from "./mock-fetch.ts";
import { paidOperation } from "./operation.ts";
import { toRequest } from "./portable-request.ts";
import type { ContractProvider } from "./provider.ts";
import type { Spec } from "./spec.ts";

/** Tests that a portable request becomes the wire request of its fixture. */
export function describeRequests(provider: ContractProvider, spec: Spec): void {
  describe.each([...loadFixtures(provider.name, "requests")])("%s", (_, fixture) => {
    const [method, other]: readonly [Method, Method] = fixture.options?.streaming
      ? ["stream", "generate"]
      : ["generate", "stream"];

    it("matches the spec", () => {
      expect(spec.checkRequest(fixture.wire)).toEqual([]);
      expect(fixture.ahead?.flatMap(({ operation, body }) => spec.checkRequest(body, operation)) ?? []).toEqual([]);
    });

    it(`${fixture.name}: ${method}()`, async () => {
      const { ahead, wire, headers, url, warnings } = await send(provider, fixture, method);
      expect(ahead).toEqual(fixture.ahead ?? []);
      expect(wire).toEqual(fixture.wire);
      expect(Object.fromEntries(headers)).toMatchObject(fixture.headers ?? {});
      expect(warnings).toEqual(fixture.warnings ?? []);
      if (fixture.url) expect(url).toBe(fixture.url);
    });

    it(`${fixture.name}: ${other}(), with the same request except for streaming`, async () => {
      const { wire, warnings } = await send(provider, fixture, other);
      expect({ ...wire, stream: undefined }).toEqual({ ...fixture.wire, stream: undefined });
      expect(warnings.filter(({ feature }) => feature !== "stream")).toEqual(
        fixture.warnings?.filter(({ feature }) => feature !== "stream") ?? [],
      );
    });
  });
}

async function send(provider: ContractProvider, { request, options, url: defaultURL }: RequestFixture, method: Method) {
  const mock = mockFetch();
  const paid = paidOperation(provider);
  const log = await mock.respondWith(provider.successResponses, paid);
  const { client, idempotencyKey } = options ?? {};
  const call = { client, idempotencyKey, defaultBaseURL: defaultURL !== undefined };
  const { result, error } = await callProvider(provider, mock, method, toRequest(request), call);
  expect(error).toBeUndefined();
  const requests = await log.requests();
  const position = requests.findIndex(({ operation }) => operation === paid);
  const { body: wire, url = "", headers = new Headers() } = requests[position] ?? {};
  if (typeof wire !== "object" || wire === null) throw new Error("No JSON object was sent");
  const ahead = requests.slice(0, position).map(({ operation, body }) => ({ operation, body }));
  const warnings = result?.warnings.map(({ type, feature }) => ({ type, feature })) ?? [];
  return { ahead, wire, headers, url, warnings };
}
