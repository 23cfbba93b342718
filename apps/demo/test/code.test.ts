import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import type { PageRequest } from "../server/messages.ts";
import { providerNames } from "../server/providers.ts";
import { codeOf } from "../src/runs/code.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Requests with everything that the page can ask for between them. */
const requests: readonly PageRequest[] = [
  { prompt: "A heron" },
  {
    prompt: "Quotes: \" ' `, $x, a line\nbreak and 中文",
    model: "seedream-4.5",
    size: { aspectRatio: "16:9", resolution: "2K" },
    count: 3,
    watermark: true,
    seed: -1,
    promptOptimization: "fast",
    output: { delivery: "inline", format: "png" },
    images: ["https://images.example/a.jpg", "data:image/png;base64,iVBORw0KGgo="],
  },
  { prompt: "By pixels", size: "2048x2048", model: "an-endpoint-of-mine" },
  { prompt: "By word", size: "auto", images: ["data:image/png;base64,iVBORw0KGgo="] },
  { prompt: "By resolution", size: "4K" },
];

/** What the compiler has to say of the code for all providers, and of code with a misspelt field. */
let complaints: readonly string[];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "studio-code-"));
  try {
    await writeProject(folder);
    complaints = (await compile(folder)).split("\n").filter((line) => line.startsWith("src/"));
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);

async function writeProject(folder: string): Promise<void> {
  await mkdir(join(folder, "src"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = { strict: true, module: "nodenext", target: "es2023", noEmit: true, types: ["node"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  for (const name of providerNames) {
    for (const [index, request] of requests.entries()) {
      const code = codeOf({ provider: `${name}-simulated`, request });
      await writeFile(join(folder, "src", `${name}-${index}.ts`), code);
    }
  }
  const code = codeOf({ provider: "ark-simulated", request: { prompt: "A heron" } });
  await writeFile(join(folder, "src", "wrong.ts"), code.replace("prompt:", "promt:"));
}

async function compile(folder: string): Promise<string> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return promisify(execFile)(process.execPath, [tsc, "-p", folder], { cwd: folder }).then(
    ({ stdout }) => stdout,
    ({ stdout }) => String(stdout),
  );
}

it("shows TypeScript that compiles, for every provider", () => {
  expect(complaints.filter((line) => !line.startsWith("src/wrong.ts"))).toEqual([]);
});

it("would notice if it did not", () => {
  expect(complaints).toContainEqual(expect.stringMatching(/^src\/wrong\.ts.*promt/));
});
