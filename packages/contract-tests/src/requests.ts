import { describe, expect, it } from "vitest";
import type { Method } from "./call-client.ts";
import { callProvider } from "./call-provider.ts";
import type { RequestFixture } from "./fixture.ts";
import { injectedChannel } from "./injected.ts";
import { loadFixtures } from "./load-fixtures.ts";
import { paidOperation } from "./operation.ts";
import { toRequest } from "./portable-request.ts";
import type { ContractProvider } from "./provider.ts";
import type { Spec } from "./spec.ts";

/** A portable request becomes exactly the wire request of its fixture. */
export function describeRequests(provider: ContractProvider, spec: Spec): void {
  describe.each([...loadFixtures(provider.name, "requests")])("%s", (_, fixture) => {
    const [method, other]: readonly [Method, Method] = fixture.options?.streaming
      ? ["stream", "generate"]
      : ["generate", "stream"];

    it("is written as the spec has it", () => {
      expect(spec.request(fixture.wire)).toEqual([]);
      expect(fixture.ahead?.flatMap(({ operation, body }) => spec.request(body, operation)) ?? []).toEqual([]);
    });

    it(`${fixture.name}: ${method}()`, async () => {
      const { ahead, wire, headers, url, warnings } = await send(provider, fixture, method);
      expect(ahead).toEqual(fixture.ahead ?? []);
      expect(wire).toEqual(fixture.wire);
      expect(Object.fromEntries(headers)).toMatchObject(fixture.headers ?? {});
      expect(warnings).toEqual(fixture.warnings ?? []);
      if (fixture.url) expect(url).toBe(fixture.url);
    });

    it(`${fixture.name}: ${other}(), the same but for streaming`, async () => {
      const { wire, warnings } = await send(provider, fixture, other);
      expect({ ...wire, stream: undefined }).toEqual({ ...fixture.wire, stream: undefined });
      expect(warnings.filter(({ feature }) => feature !== "stream")).toEqual(
        fixture.warnings?.filter(({ feature }) => feature !== "stream") ?? [],
      );
    });
  });
}

async function send(provider: ContractProvider, { request, options, url: defaultURL }: RequestFixture, method: Method) {
  const channel = injectedChannel();
  const paid = paidOperation(provider);
  const sent = channel.play(provider.accepted, paid);
  const { client, idempotencyKey } = options ?? {};
  const call = { client, idempotencyKey, defaultBaseURL: defaultURL !== undefined };
  const { result, error } = await callProvider(provider, channel, method, toRequest(request), call);
  expect(error).toBeUndefined();
  const position = sent.findIndex(({ operation }) => operation === paid);
  const { body: wire, url = "", headers = new Headers() } = sent[position] ?? {};
  if (typeof wire !== "object" || wire === null) throw new Error("No JSON object was sent");
  const ahead = sent.slice(0, position).map(({ operation, body }) => ({ operation, body }));
  const warnings = result?.warnings.map(({ type, feature }) => ({ type, feature })) ?? [];
  return { ahead, wire, headers, url, warnings };
}
