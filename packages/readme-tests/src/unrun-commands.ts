import { spawnSync } from "node:child_process";
import { expect } from "vitest";
import { publishedPackages, requiredPeers, rootScripts } from "./workspace.ts";

/** Commands of READMEs that do not run in the tests. This is the whole list. */
interface UnrunCommand {
  readonly matches: RegExp;
  /** Reason why it does not run. */
  readonly why: string;
  /** Check in place of a run. */
  readonly check: (...groups: readonly string[]) => void;
}

/** A machine may have only Node. */
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

const withoutCurl: UnrunCommand = {
  matches: /^curl (\S+)/,
  why: "curl is not installed here. The simulator's tests send the same with fetch.",
  check: (url = "") => expect(URL.canParse(url), url).toBe(true),
};

export const unrunCommands: readonly UnrunCommand[] = [
  ...(hasCurl ? [] : [withoutCurl]),
  {
    matches: /^npm install (?:--save-dev )?(.+)$/,
    why: "The packages are not in the registry. The release rehearsal installs them from one of its own.",
    check: (packages = "") => {
      const names = packages.split(" ");
      const published = publishedPackages();
      const own = names.filter((name) => name.startsWith("@seedream-clients/"));
      expect([...published.keys()], "the published packages").toEqual(expect.arrayContaining(own));
      const peers = own.flatMap((name) => requiredPeers(published.get(name) ?? {}));
      expect(names, "the packages, with their peers").toEqual(expect.arrayContaining(peers));
    },
  },
  {
    matches: /^npx -y pnpm@12 (\S+)$/,
    why: "These are the demo and the tests themselves. CI runs the tests, and those of the demo start it.",
    check: expectScript,
  },
  {
    matches: /^pnpm (spec:\S+) [[<]/,
    why: "A synopsis, not a command. The tests of spec-tools call it with arguments.",
    check: expectScript,
  },
  {
    matches: /^(?:npx -y )?pnpm(?:@12)? (bench)\b/,
    why: "It takes minutes, and measures a quiet machine. The tests of benchmarks cover its parts.",
    check: expectScript,
  },
];

function expectScript(name = ""): void {
  expect(rootScripts(), "the scripts at the root").toContain(name);
}

/** Checks a command of the list without running it; returns `false` for any other command. */
export function checkUnrun(command: string): boolean {
  for (const { matches, check } of unrunCommands) {
    const [isMatch, ...groups] = matches.exec(command) ?? [];
    if (isMatch === undefined) continue;
    check(...groups);
    return true;
  }
  return false;
}
