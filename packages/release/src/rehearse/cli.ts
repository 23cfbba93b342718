import { join } from "node:path";
import { parseArgs } from "node:util";
import { console, runCommand } from "../command.ts";
import { ReleaseError } from "../release-error.ts";
import type { Consumer } from "./consumer.ts";
import { bun } from "./consumers/bun.ts";
import { deno } from "./consumers/deno.ts";
import { nodeCommonJS, nodeESM } from "./consumers/node.ts";
import { typescriptConsumers } from "./consumers/typescript.ts";
import { vite } from "./consumers/vite.ts";
import { workerd } from "./consumers/workerd.ts";
import { rehearse } from "./rehearse.ts";

const CONSUMERS: readonly Consumer[] = [...typescriptConsumers, nodeESM, nodeCommonJS, vite, bun, deno, workerd];

const HELP = `Publishes every public package to a registry on this machine, and installs and runs each from there.
Needs \`pnpm build\` before. Nothing in the work tree is changed, and nothing is left behind.

Usage: pnpm release:rehearse [--consumer NAME ...]

  --consumer NAME  only consumers whose name contains NAME; may be repeated. They are:
                   ${CONSUMERS.map(({ name }) => name).join("; ")}
  --help           show this text`;

async function run(args: readonly string[], stop: AbortSignal): Promise<boolean> {
  const options = readArguments(args);
  if (options.help) {
    console.out(HELP);
    return true;
  }
  return rehearse(join(import.meta.dirname, "..", "..", "..", ".."), chosen(options.consumer), console, stop);
}

function chosen(names: readonly string[] = []): readonly Consumer[] {
  if (names.length === 0) return CONSUMERS;
  const found = CONSUMERS.filter(({ name }) => names.some((part) => name.toLowerCase().includes(part.toLowerCase())));
  if (found.length > 0) return found;
  throw new ReleaseError(`no consumer is called ${names.join(" or ")}.\n\n${HELP}`);
}

function readArguments(args: readonly string[]) {
  try {
    const options = { consumer: { type: "string", multiple: true }, help: { type: "boolean" } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new ReleaseError(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}

if (import.meta.main) await runCommand((stop) => run(process.argv.slice(2), stop));
