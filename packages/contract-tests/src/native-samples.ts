import type { ImageRequest } from "@seedream-clients/core";
import type { RequestFixture } from "./fixture.ts";
import { toRequest } from "./portable-request.ts";

/** Finds a valid request for each native field: the first fixture with no other native field. */
export function nativeSamples(fixtures: Iterable<RequestFixture>): Readonly<Record<string, Partial<ImageRequest>>> {
  const samples: Record<string, Partial<ImageRequest>> = {};
  for (const { request } of fixtures) {
    const [field, ...others] = Object.keys(request.native ?? {});
    if (field === undefined || others.length > 0) continue;
    const { native, images } = toRequest(request);
    samples[field] ??= { native, ...(images !== undefined && { images }) };
  }
  return samples;
}
