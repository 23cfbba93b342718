import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder for checkouts that tests copy. */
    readonly checkouts: string;
  }
}

/** Makes the folder of checkouts, and removes it after all tests. */
export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "spec-tools-checkouts-"));
  provide("checkouts", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
