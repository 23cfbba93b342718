import { getResponse } from "msw";
import { describe, expect, it } from "vitest";
import { createSimulator } from "../src/index.ts";
import { mockProviders, providerNames } from "../src/providers.ts";
import { serversOf } from "../src/servers.ts";
import { Spec } from "./spec.ts";

it("gives each address to one provider, because calls are recognised by it", () => {
  const owners = new Map<string, string>();
  for (const provider of providerNames) {
    for (const { url } of serversOf(mockProviders[provider].document)) {
      expect(owners.get(url), `${url} is in the specs of both; give it to one`).toBe(undefined);
      owners.set(url, provider);
    }
  }
});

describe.each(providerNames)("the spec of %s", (provider) => {
  const spec = new Spec(provider);
  const simulator = createSimulator({ providers: [provider] });
  const { handlers } = simulator;
  const servers = serversOf(mockProviders[provider].document);
  const { method, id } = spec.submission;
  const path = spec.examplePath(id);

  it.each(spec.examples(id))("has a request that is accepted: %s", async (name, body) => {
    const statuses = await Promise.all(
      servers.map(async ({ url }) => {
        const headers = { authorization: "Bearer key" };
        const request = new Request(url + path, { method: method.toUpperCase(), headers, body: JSON.stringify(body) });
        const response = await getResponse(handlers, request);
        return response?.status;
      }),
    );
    // An id may be valid in one region only, or in none if its model was shut down.
    const accepted = name === "seedEdit" ? [404] : spec.successesOf(id);
    const isAccepted = statuses.some((status) => status !== undefined && accepted.includes(status));
    expect(isAccepted, `answered with ${statuses.join(", ")}; the spec has ${accepted.join(", ")}`).toBe(true);
  });

  it.each(spec.operations)("has $method $path, for which the simulator has a route", async ({ method, id }) => {
    const [{ url } = { url: "" }] = servers;
    await getResponse(handlers, new Request(url + spec.examplePath(id), { method: method.toUpperCase() }));
    const remedy = `add a route with the operation ${id} to packages/simulator/src/${provider}/mock-provider.ts`;
    expect(simulator.calls.at(-1)?.operation, remedy).toBe(id);
  });
});
