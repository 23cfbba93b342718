import { expect, it } from "vitest";
import { readReadmes } from "../src/readmes.ts";
import { commandsOf } from "../src/run-shell.ts";
import { unrunCommands } from "../src/unrun-commands.ts";

const snippets = readReadmes().flatMap((readme) => readme.snippets.filter(({ language }) => language === "sh"));

it.for(unrunCommands)("$matches is in a README: $why", ({ matches }) => {
  expect(snippets.flatMap(commandsOf).filter((command) => matches.test(command))).not.toEqual([]);
});
