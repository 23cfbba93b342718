import { chromiumPath, noChromium } from "@seedream-clients/chromium";
import { runInChromium } from "./bundle/chromium.ts";
import { runInWorkerd } from "./bundle/workerd.ts";
import { bun as bunExpectations } from "./expectations/bun.ts";
import { chromium, workerd } from "./expectations/bundled.ts";
import { deno as denoExpectations } from "./expectations/deno.ts";
import type { Expectation } from "./expectations/expectation.ts";
import type { RunReport } from "./report.ts";
import { bun, deno, node } from "./with-vitest.ts";

/** A supported runtime, beside the version of Node that runs everything else. */
interface Runtime {
  readonly name: string;
  readonly run: () => Promise<RunReport>;
  /** Reason why it cannot run on this machine. */
  readonly missing?: string | undefined;
  /** Known deviations of the runtime. */
  readonly expectations: readonly Expectation[];
}

export const runtimes: readonly Runtime[] = [
  { name: "node-22", run: () => node(22), expectations: [] },
  { name: "node-26", run: () => node(26), expectations: [] },
  { name: "deno", run: deno, expectations: denoExpectations },
  { name: "bun", run: bun, expectations: bunExpectations },
  { name: "workerd", run: runInWorkerd, expectations: workerd },
  { name: "chromium", run: runInChromium, missing: chromiumPath ? undefined : noChromium, expectations: chromium },
];
