import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, type Diagnostic } from "../src/compile.ts";
import { parseReadme } from "../src/parse-readme.ts";
import { createProject } from "../src/project.ts";
import { openProviders } from "../src/providers.ts";
import { runSnippet } from "../src/run-snippet.ts";
import { createServers } from "../src/servers.ts";
import type { Session } from "../src/session.ts";

interface Broken {
  readonly fault: string;
  readonly language?: string;
  /** A comment above the code. */
  readonly comment?: string;
  readonly code: string;
  /** Words of the failure; `LINE` is the first line of the code. */
  readonly says: string;
}

const ark = 'import { createArk } from "@seedream-clients/ark";\n';

const all: readonly Broken[] = [
  {
    fault: "a wrong type",
    code: `${ark}createArk({ validation: 7 });`,
    says: "README.broken.md:LINE+1:13: error TS2322",
  },
  { fault: "a type that only some have", code: "ReadableStream.from([1]);", says: "TS2339" },
  { fault: "an error", code: 'if (process.pid) throw new Error("Oh");', says: "README.broken.md:LINE" },
  {
    fault: "an error in JSX",
    language: "tsx",
    code: 'const poster = <img alt="A kite" />;\nif (poster.type === "img") throw new Error("Oh");',
    says: "README.broken.md:LINE+1",
  },
  { fault: "a printed error", code: 'console.error("Oh");', says: "Oh" },
  { fault: "another output", code: 'console.log("one"); // two', says: "README.broken.md:LINE: the comment states" },
  {
    fault: "a refused call that is not shown",
    code: `${ark}await createArk().generate({ prompt: "A [scenario:rate-limited]" }).catch(() => {});`,
    says: "429",
  },
  {
    fault: "a request that goes elsewhere",
    code: 'await fetch("https://example.com");',
    says: "cannot reach https://example.com",
  },
  {
    fault: "a failure that is not handled",
    comment: "<!-- snippet: also content-blocked -->",
    code: `${ark}await createArk().generate({ prompt: "A kite" });`,
    says: "under content-blocked: ",
  },
  {
    fault: "an unknown scenario",
    comment: "<!-- snippet: also rain -->",
    code: `${ark}await createArk().generate({ prompt: "A kite" });`,
    says: 'No provider has the scenario "rain"',
  },
  {
    fault: "a failing test",
    code: 'import { expect, test } from "vitest";\ntest("is two", () => {\n  expect(1).toBe(2);\n});',
    says: "README.broken.md:LINE+2:13",
  },
  {
    fault: "a failing test of Node",
    code: 'import assert from "node:assert";\nimport { test } from "node:test";\ntest("is two", () => assert.equal(1, 2));',
    says: "README.broken.md:LINE+2:29",
  },
  {
    fault: "a failing test of Jest",
    code: 'import { expect, test } from "@jest/globals";\ntest("is two", () => {\n  expect(1).toBe(2);\n});',
    says: "README.broken.md:LINE+2:13",
  },
  { fault: "an exit code", language: "sh", code: "node --version\nexit 3", says: "exit 3" },
  {
    fault: "a server that ends",
    language: "sh",
    comment: "<!-- snippet: serves -->",
    code: "true",
    says: "ended by itself",
  },
  { fault: "a package of another name", language: "sh", code: "npm install @seedream-clients/arc", says: "arc" },
  { fault: "a script of another name", language: "sh", code: "npx -y pnpm@12 dema", says: "dema" },
  { fault: "JSON with a comma too many", language: "json", code: '{ "a": 1, }', says: "JSON" },
  { fault: "an unknown language", language: "cobol", code: "STOP RUN.", says: "cobol" },
];

const text = all
  .map(
    ({ fault, language = "ts", comment = "", code }) =>
      `## ${fault}\n\n${comment}\n\`\`\`${language}\n${code}\n\`\`\`\n`,
  )
  .join("\n");
const readme = { path: "README.broken.md", snippets: parseReadme("README.broken.md", text) };

let session: Session;
let diagnostics: readonly Diagnostic[];

beforeAll(async () => {
  const project = await createProject(readme, join(import.meta.dirname, "../projects/broken"));
  diagnostics = await compile([project]);
  session = { project, providers: await openProviders(), servers: createServers(), database: undefined };
});

afterAll(() => session.providers.close());

describe("a snippet fails with", () => {
  it.for(all)("$fault", async ({ fault, says }) => {
    const snippet = readme.snippets.find(({ heading }) => heading === fault);
    if (!snippet) return expect.fail(`${fault} was not found`);
    const words = says.replace(/LINE(?:\+(\d))?/, (_, further = 0) => String(snippet.line + Number(further)));
    const failure: unknown = await runSnippet(snippet, session, diagnostics).then(
      () => "no failure",
      (failure: unknown) => failure,
    );
    expect(wordsOf(failure)).toContain(words);
  });
});

/** Returns the texts that a reporter shows: the message, and the compared values. */
function wordsOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return [failure.message, ...["actual", "expected"].map((name) => JSON.stringify(Reflect.get(failure, name)))].join(
    "\n",
  );
}
