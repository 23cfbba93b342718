import { bun } from "./bun.ts";
import { deno } from "./deno.ts";
import type { Expectation } from "./expectation.ts";

/** What is expected of each runtime, by name; without an entry, all tests pass. */
export const expectations: Readonly<Record<string, readonly Expectation[]>> = { bun, deno };
