import type { ImageEvent, ImageOutcome, ImageResult } from "@seedream-clients/core";
import { expect } from "vitest";
import { expectNoKey, viewError } from "./expect-error.ts";
import type { ExpectedOutcome, ExpectedProgress, ExpectedResult } from "./fixture.ts";

/** Checks a result against a fixture, and the rules that hold for every result. */
export async function expectResult(
  result: ImageResult | undefined,
  provider: string,
  { images, usage, cost, createdAt, interrupted, ...expected }: ExpectedResult,
): Promise<void> {
  if (!result) throw new Error("There is no result");
  expect(result).toMatchObject({ ...expected, provider });
  await expectOutcomes(result.images, images);
  if (usage) expect(result.usage).toEqual(usage);
  if (createdAt) expect(result.createdAt.toISOString()).toBe(createdAt);
  if (cost) expect(result.cost).toMatchObject(cost);
  if (cost === null) expect(result.cost).toBeUndefined();
  expectInterruption(result, interrupted);
  expectNoKey(result);
}

/** Checks the outcome of each image, in order. */
export async function expectOutcomes(
  outcomes: readonly ImageOutcome[],
  expected: readonly ExpectedOutcome[],
): Promise<void> {
  expect(await Promise.all(outcomes.map(viewOutcome))).toMatchObject(expected);
}

/** Returns the outcome of each image in the events, in the order of a result. */
export function outcomesOf(events: readonly ImageEvent[]): ImageOutcome[] {
  const outcomes = events.flatMap((event): ImageOutcome[] => {
    if (event.type === "image") return [{ ok: true, index: event.index, image: event.image }];
    return event.type === "image-failed" ? [{ ok: false, index: event.index, error: event.error }] : [];
  });
  return outcomes.sort((a, b) => a.index - b.index);
}

/** Returns the progress in the events. */
export function progressOf(events: readonly ImageEvent[]): ExpectedProgress[] {
  return events.flatMap((event) =>
    event.type === "progress" ? [{ status: event.status, fraction: event.fraction }] : [],
  );
}

/** Checks the rule of all progress: it never goes back, and is 1 once, right before the result. */
export function expectForward(events: readonly ImageEvent[]): void {
  const fractions = progressOf(events).map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions[0]).toBeGreaterThanOrEqual(0);
  const isCompleted = events.at(-1)?.type === "completed";
  expect(fractions.filter((fraction) => fraction >= 1)).toEqual(isCompleted ? [1] : []);
  if (isCompleted) expect(events.at(-2)).toMatchObject({ type: "progress", status: "completed", fraction: 1 });
}

function expectInterruption({ interrupted: error }: ImageResult, expected: ExpectedResult["interrupted"]): void {
  if (!expected) {
    expect(error).toBeUndefined();
    return;
  }
  const { message = "", ...known } = expected;
  expect(error && viewError(error)).toMatchObject({ ...known, charged: "unknown", retryable: false });
  expect(error?.message).toContain(message);
}

async function viewOutcome(outcome: ImageOutcome): Promise<object> {
  if (!outcome.ok) return { ok: false, index: outcome.index, error: viewError(outcome.error) };
  const { url, width, height, mediaType, expiresAt, layer } = outcome.image;
  const place = { ok: true, index: outcome.index };
  const facts = { ...place, url, width, height, mediaType, expiresAt: expiresAt?.toISOString(), layer };
  // No server has the links of the fixtures.
  return url ? facts : { ...facts, bytes: Buffer.from(await outcome.image.bytes()).toString("base64") };
}
