import { models } from "@seedream-clients/apimart";
import { expect, it } from "vitest";
import { edgesOf } from "../src/edges.ts";
import type { FixtureRequest, RequestFixture } from "../src/fixture.ts";
import { nativeSamples } from "../src/native-samples.ts";

const fixture = (request: Partial<FixtureRequest>): RequestFixture => ({
  name: "A request",
  source: "spec example",
  request: { prompt: "A kite", ...request },
  wire: {},
});

it("finds, for each native field, the first request with no other native field, and its references", () => {
  const image = "https://example.com/a.png";
  const fixtures = [
    fixture({}),
    fixture({ native: { webhook: "https://a.example", layers: true } }),
    fixture({ model: "seedream-4.5", images: image, native: { layers: true } }),
    fixture({ native: { layers: false } }),
    fixture({ native: { webhook: "https://b.example" } }),
  ];
  expect(nativeSamples(fixtures)).toEqual({
    layers: { native: { layers: true }, images: image },
    webhook: { native: { webhook: "https://b.example" } },
  });
});

it("a provider's own sample is taken, because fields of one name differ between providers", () => {
  const [model] = models.models;
  if (!model) throw new Error("the spec of APIMart has no models");
  const request = { native: { webhook: { url: "https://a.example" } } };
  const edges = edgesOf(model, models, { webhook: request });
  expect(edges.find(({ name }) => name === "native.webhook")?.request).toEqual(request);
});
