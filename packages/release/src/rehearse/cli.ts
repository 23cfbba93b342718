import { join } from "node:path";
import { runCommand, terminal, UsageError, withStopSignal } from "@seedream-clients/command-line";
import type { Consumer } from "./consumer.ts";
import { bun } from "./consumers/bun.ts";
import { deno } from "./consumers/deno.ts";
import { esbuild } from "./consumers/esbuild.ts";
import { nodeCommonJS, nodeESM } from "./consumers/node.ts";
import { typescriptConsumers } from "./consumers/typescript.ts";
import { vite } from "./consumers/vite.ts";
import { workerd } from "./consumers/workerd.ts";
import { rehearse } from "./rehearse.ts";

const CONSUMERS: readonly Consumer[] = [
  ...typescriptConsumers,
  nodeESM,
  nodeCommonJS,
  esbuild,
  vite,
  bun,
  deno,
  workerd,
];

const COMMAND_LINE = {
  usage: `
Publishes every public package to a registry on this machine, and installs and runs each from there.
Needs \`pnpm build\` before. Changes nothing in the working tree, and leaves nothing behind.

Usage: pnpm release:rehearse [--consumer NAME ...]

  --consumer NAME  only consumers whose name contains NAME; repeatable. They are:
                   ${CONSUMERS.map(({ name }) => name).join("; ")}
  --help           show this text
`,
  options: { consumer: { type: "string", multiple: true } },
} as const;

function chosen(names: readonly string[] = []): readonly Consumer[] {
  if (names.length === 0) return CONSUMERS;
  const found = CONSUMERS.filter(({ name }) => names.some((part) => name.toLowerCase().includes(part.toLowerCase())));
  if (found.length > 0) return found;
  const known = CONSUMERS.map(({ name }) => name).join("; ");
  throw new UsageError(`--consumer ${names.join(", ")} matches no consumer; pass a part of one of: ${known}`);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..", "..");
  process.exitCode = await runCommand(COMMAND_LINE, process.argv.slice(2), terminal, async ({ values }) => {
    const consumers = chosen(values.consumer);
    const passed = await withStopSignal(terminal, (stop) => rehearse(root, consumers, terminal, stop));
    return passed ? 0 : 1;
  });
}
