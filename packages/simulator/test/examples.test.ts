import { getResponse } from "msw";
import { describe, expect, it } from "vitest";
import { createSimulator } from "../src/index.ts";
import { mockProviders, providerNames } from "../src/providers.ts";
import { serversOf } from "../src/servers.ts";
import { Spec } from "./spec.ts";

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
    // An id may hold in one region only, and one of a model that was shut down in none.
    const accepted = name === "seedEdit" ? 404 : spec.successOf(id);
    expect(statuses).toContain(accepted);
  });

  it.each(spec.operations)("has $method $path, which the simulator has a route for", async ({ method, id }) => {
    const [{ url } = { url: "" }] = servers;
    await getResponse(handlers, new Request(url + spec.examplePath(id), { method: method.toUpperCase() }));
    expect(simulator.calls.at(-1)?.operation).toBe(id);
  });
});
