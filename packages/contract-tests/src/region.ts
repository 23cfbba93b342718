/** The region that a fixture names, as one that the client knows. */
export function regionOf<Region extends string>(name: string, regions: readonly Region[]): Region {
  const region = regions.find((known) => known === name);
  if (region) return region;
  throw new Error(`A fixture asks for the region ${name}; the provider has ${regions.join(", ")}`);
}
