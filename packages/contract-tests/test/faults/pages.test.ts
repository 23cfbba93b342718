import { createArk } from "@seedream-clients/ark";
import { expect, it, vi } from "vitest";
import { apiKey } from "../../src/faults/subjects.ts";

declare const document: unknown;

it("a key is refused in a web page without dangerouslyAllowBrowser", () => {
  const failures = inPage(() => [
    failureOf(() => createArk({ apiKey })),
    failureOf(() => createArk({ apiKey, dangerouslyAllowBrowser: true })),
  ]);
  expect(failures).toEqual([expect.stringContaining("dangerouslyAllowBrowser"), undefined]);
});

/** Runs `work` with the globals of a page, unless the tests run in one. The test runner needs its own back. */
function inPage<T>(work: () => T): T {
  if (typeof document === "object") return work();
  vi.stubGlobal("document", {});
  vi.stubGlobal("process", undefined);
  try {
    return work();
  } finally {
    vi.unstubAllGlobals();
  }
}

function failureOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return String(error);
  }
}
