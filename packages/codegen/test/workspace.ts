import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../src/cli.ts";

/** The valid spec that the tests start from. */
export const MINI = readFileSync(join(import.meta.dirname, "fixtures", "mini.yaml"), "utf8");

const README = `# Mini

Of <!-- generated:names --><!-- /generated:names -->.

<!-- generated:install -->
<!-- /generated:install -->

The end.
`;

/** The README of a client, or the page of models. */
const MODELS = "# Models\n\n<!-- generated:models -->\n<!-- /generated:models -->\n\nThe end.\n";

const CLIENTS = "<!-- generated:clients -->\n<!-- /generated:clients -->\n";

/** Texts with generated sections, except the READMEs of clients. */
export const TEXTS: Readonly<Record<string, string>> = {
  "README.md": README,
  "README.zh-CN.md": README,
  "packages/ai-sdk/README.md": `On <!-- generated:names --><!-- /generated:names -->.\n\n${CLIENTS}`,
  "packages/cli/README.md":
    "On <!-- generated:names --><!-- /generated:names -->, with <!-- generated:keys --><!-- /generated:keys -->.\n",
  "packages/simulator/README.md": "<!-- generated:base-urls -->\n<!-- /generated:base-urls -->\n",
  "specs/README.md": "<!-- generated:documents -->\n<!-- /generated:documents -->\n",
  "apps/docs/src/content/docs/guides/first-image.md": CLIENTS,
  "apps/docs/src/content/docs/guides/models.md": MODELS,
  "apps/docs/src/content/docs/zh-cn/guides/first-image.md": CLIENTS,
  "apps/docs/src/content/docs/zh-cn/guides/models.md": MODELS,
};

/** Vitest's `onTestFinished`, or `afterAll` outside a test. */
type WhenDone = (cleanUp: () => void) => void;

/** A repository in a temporary folder: a spec and a package for each name, the packages that use all, the READMEs. */
export class Workspace {
  readonly root = mkdtempSync(join(tmpdir(), "codegen-"));

  constructor(specs: Readonly<Record<string, string>> = { mini: MINI }, whenDone: WhenDone = onTestFinished) {
    whenDone(() => rmSync(this.root, { recursive: true, force: true }));
    for (const path of ["packages/cli", "packages/readme-tests", "packages/benchmarks", "apps/demo"])
      mkdirSync(join(this.root, path), { recursive: true });
    for (const [file, text] of Object.entries(TEXTS)) this.write(file, text);
    for (const [provider, text] of Object.entries(specs)) {
      this.write(`packages/${provider}/README.md`, MODELS);
      this.write(`specs/${provider}/openapi.yaml`, text);
    }
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Every TypeScript file, with its text. */
  output(): Record<string, string> {
    const paths = readdirSync(this.root, { recursive: true, encoding: "utf8" }).sort();
    const files = paths.filter((path) => path.endsWith(".ts") && statSync(join(this.root, path)).isFile());
    return Object.fromEntries(files.map((path) => [path, this.read(path)]));
  }

  async run(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await run(args, this.root, {
      out: (line) => out.push(...line.split("\n")),
      err: (line) => err.push(...line.split("\n")),
    });
    return { code, out, err };
  }
}
