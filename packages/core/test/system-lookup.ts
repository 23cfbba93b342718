import { type Mock, vi } from "vitest";

type Lookup = (name: string, options: object) => Promise<{ address: string }[]>;

/** Stands in for the system's resolver until mocks are restored. */
export function systemLookup(answer: Lookup): Mock<Lookup> {
  const dns: { lookup: unknown } = process.getBuiltinModule("node:dns/promises");
  // The resolver has many signatures; core uses this one.
  const typed = dns as { lookup: Lookup };
  return vi.spyOn(typed, "lookup").mockImplementation(answer);
}
