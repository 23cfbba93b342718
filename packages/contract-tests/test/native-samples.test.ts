import { expect, it } from "vitest";
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
