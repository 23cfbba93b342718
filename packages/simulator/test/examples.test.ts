import { getResponse } from "msw";
import { describe, expect, it } from "vitest";
import { createSimulator } from "../src/index.ts";
import { providerNames } from "../src/scenarios.ts";
import { serversOf } from "../src/servers.ts";
import { Spec } from "./spec.ts";

describe.each(providerNames)("the spec of %s", (provider) => {
  const spec = new Spec(provider);
  const { handlers } = createSimulator({ providers: [provider] });
  const { path, method, id } = spec.submission;

  it.each(spec.examples(id))("has a request that is taken: %s", async (name, body) => {
    const statuses = await Promise.all(
      serversOf(provider).map(async ({ url }) => {
        const headers = { authorization: "Bearer key" };
        const request = new Request(url + path, { method: method.toUpperCase(), headers, body: JSON.stringify(body) });
        const response = await getResponse(handlers, request);
        return response?.status;
      }),
    );
    // An id may hold in one region only, and one of a model that was shut down in none.
    expect(statuses).toContain(name === "seedEdit" ? 404 : 200);
  });

  it("has no operation that the simulator does not play", () => {
    const played = new Set([
      "generateImages",
      "submitImages",
      "getTask",
      "uploadImage",
      "getKeyBalance",
      "getAccountBalance",
    ]);
    expect(spec.operations.filter(({ id }) => !played.has(id))).toEqual([]);
  });
});
