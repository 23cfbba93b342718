/**
 * Returns the region that a fixture names.
 *
 * @throws {Error} The client does not know the region.
 */
export function regionOf<Region extends string>(name: string, regions: readonly Region[]): Region {
  const region = regions.find((known) => known === name);
  if (region) return region;
  throw new Error(`A fixture names the region ${name}; the provider has ${regions.join(", ")}`);
}
