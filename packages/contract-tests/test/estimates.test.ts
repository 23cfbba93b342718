import { create302AI } from "@seedream-clients/302ai";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import { type ImageRequest, type ImageSize, InvalidRequestError } from "@seedream-clients/core";
import { systemClock, uncountedField } from "@seedream-clients/core/client";
import { createSimulator } from "@seedream-clients/simulator";
import fc from "fast-check";
import { getResponse } from "msw";
import { describe, expect, it } from "vitest";

const simulator = createSimulator();
const options = {
  apiKey: "sk-contract-0123456789",
  // Tasks are polled without a wait.
  clock: { ...systemClock, after: (ms: number, call: () => void) => systemClock.after(ms > 10_000 ? ms : 0, call) },
  fetch: async (input: RequestInfo | URL, init?: RequestInit) =>
    (await getResponse(simulator.handlers, new Request(input, init))) ?? Response.error(),
} as const;
const clients = {
  ark: createArk(options),
  "ark in ap-southeast": createArk({ ...options, region: "ap-southeast" }),
  "302ai": create302AI(options),
  apimart: createAPIMart(options),
};

const side = fc.integer({ min: 900, max: 2700 });
const part = fc.integer({ min: 1, max: 21 });
const resolution = fc.constantFrom("1K", "1.5K", "2K", "3K", "4K");
const sizes = fc.oneof<fc.Arbitrary<ImageSize | undefined>[]>(
  fc.constantFrom(undefined, "auto", "adaptive"),
  resolution,
  fc.tuple(side, side).map(([width, height]): ImageSize => `${width}x${height}`),
  fc
    .tuple(part, part, fc.option(resolution, { nil: undefined }))
    .map(([width, height, tier]): ImageSize => ({ aspectRatio: `${width}:${height}`, resolution: tier })),
);

describe.each(Object.entries(clients))("%s", (_, client) => {
  const requests: fc.Arbitrary<ImageRequest> = fc.record({
    model: fc.constantFrom(...client.models.models.map(({ name }) => name)),
    prompt: fc.constantFrom("A lighthouse", "A lighthouse, 9:16", "A lighthouse, 21:9"),
    size: sizes,
    count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 16 })),
    images: fc.integer({ min: 0, max: 12 }).map((length) => Array(length).fill("https://example.com/a.png")),
    native: fc.constantFrom(undefined, { layer_decomposition: true }),
  });

  it.each(["error", "off"] as const)(
    "bills no more than the estimate of validate(), with validation %s",
    async (validation) => {
      let bills = 0;
      const property = fc.asyncProperty(requests, async (request) => {
        simulator.reset();
        const { count, cost } = await client.validate(request);
        const result = await client.generate(request, { validation }).catch((error: unknown) => {
          if (!InvalidRequestError.isInstance(error) && Object(error).status !== 404) throw error;
        });
        expect(result?.images.length ?? 0).toBeLessThanOrEqual(count);
        const [bill] = simulator.calls.flatMap((call) => call.cost ?? []);
        if (!bill) return;
        bills++;
        const isCounted = uncountedField(client.models, request) === undefined;
        expect(cost?.total.currency).toBe(isCounted ? bill.currency : undefined);
        if (isCounted) expect(cost?.total.amount).toBeGreaterThanOrEqual(bill.amount);
      });
      await fc.assert(property, { numRuns: 500 });
      expect(bills).toBeGreaterThan(20);
    },
  );
});
