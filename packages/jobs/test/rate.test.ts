import fc from "fast-check";
import { expect, it } from "vitest";
import { admit } from "../src/rate.ts";

/** Admits groups one after the other, waiting where it must. Returns the times at which they went out. */
function simulate(groups: readonly number[], imagesPerMinute: number, burst: number) {
  let now = 1_000_000;
  let arrival = 0;
  return groups.map((images) => {
    for (;;) {
      const result = admit(arrival, images, { imagesPerMinute, burst }, now);
      if ("arrival" in result) {
        arrival = result.arrival;
        return { at: now, images };
      }
      now += result.wait;
    }
  });
}

it("never admits more than the rate and the burst in any span of time", () => {
  const groups = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(groups, fc.integer({ min: 10, max: 600 }), fc.integer({ min: 4, max: 20 }), (images, rate, burst) => {
      const sent = simulate(images, rate, burst);
      for (const [from, first] of sent.entries()) {
        for (const [to, last] of sent.entries()) {
          if (to < from) continue;
          const inSpan = sent.slice(from, to + 1).reduce((sum, each) => sum + each.images, 0);
          expect(inSpan).toBeLessThanOrEqual(burst + ((last.at - first.at) * rate) / 60_000 + 1e-6);
        }
      }
    }),
  );
});

it("admits a group larger than the burst once the allowance is full, and delays later groups by all of it", () => {
  const sent = simulate([15, 1], 60, 4);
  expect(sent.map(({ at }) => at - 1_000_000)).toEqual([0, 12_000]);
});

it("admits a hundred layers, and delays later groups by all of them", () => {
  const sent = simulate([100, 1, 100, 15], 60, 4);
  expect(sent.map(({ at }) => at - 1_000_000)).toEqual([0, 97_000, 101_000, 201_000]);
});

it("does not wait for hours after the clock was set back", () => {
  const limit = { imagesPerMinute: 60, burst: 4 };
  const later = admit(0, 4, limit, 10_000_000);
  expect(admit("arrival" in later ? later.arrival : 0, 1, limit, 1_000_000)).toEqual({ arrival: 1_001_000 });
});
