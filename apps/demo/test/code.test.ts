import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { PageRequest, ProviderName, RunDetails } from "../server/messages.ts";
import { providerNames } from "../server/providers.ts";
import { codeOf, curlOf } from "../src/runs/code.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Requests that together use every field of the page. */
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

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "studio-code-"));
  await mkdir(join(folder, "src"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = { strict: true, module: "nodenext", target: "es2023", noEmit: true, types: ["node"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
});

afterEach(() => rm(folder, { recursive: true }));

/** Returns the output of the compiler. */
async function compile(): Promise<string> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return promisify(execFile)(process.execPath, [tsc, "-p", folder]).then(
    ({ stdout }) => stdout,
    ({ stdout }) => String(stdout),
  );
}

function detailsOf(name: ProviderName, request: PageRequest): RunDetails {
  const provider = { name, variable: "THE_KEY" };
  return { provider, request, endpoint: "http://127.0.0.1:1", wireBody: request, exchanges: [] };
}

it("shows TypeScript that compiles, for every provider", { timeout: 60_000 }, async () => {
  for (const name of providerNames) {
    for (const [index, request] of requests.entries()) {
      const code = codeOf(detailsOf(name, request));
      await writeFile(join(folder, "src", `${name}-${index}.ts`), code);
    }
  }
  expect(await compile()).toBe("");
});

it("puts the prompt first, also if the journal does not", () => {
  const code = codeOf(detailsOf("ark", { model: "seedream-4.5", prompt: "A heron" }));
  expect(code).toContain('generate({\n  prompt: "A heron",\n  model: "seedream-4.5",\n});');
});

it("reports code that does not compile", { timeout: 60_000 }, async () => {
  const code = codeOf(detailsOf("ark", { prompt: "A heron" }));
  await writeFile(join(folder, "src", "wrong.ts"), code.replace("prompt:", "promt:"));
  expect(await compile()).toContain("promt");
});

it("shows a curl command that sends the same body, including quotes and line breaks", async () => {
  const received = Promise.withResolvers<{ readonly body: string; readonly key: string | undefined }>();
  const server = createServer(async (message, reply) => {
    let body = "";
    for await (const piece of message) body += piece;
    received.resolve({ body, key: message.headers.authorization });
    reply.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const command = requests[1] && curlOf({ ...detailsOf("ark", requests[1]), endpoint });
  const curl = await promisify(execFile)("curl", ["--version"]).catch(() => undefined);
  // A machine without curl skips this part.
  if (curl && command) {
    await promisify(execFile)("sh", ["-c", command], { env: { PATH: process.env.PATH, THE_KEY: "a key" } });
    expect(await received.promise).toEqual({ body: expect.any(String), key: "Bearer a key" });
    expect(JSON.parse((await received.promise).body)).toEqual(requests[1]);
  }
  server.close();
});
