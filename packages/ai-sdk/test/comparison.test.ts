import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { createByteDance } from "@ai-sdk/bytedance";
import { createArk } from "@seedream-clients/ark";
import { generateImage, type ImageModel } from "ai";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { seedream } from "../src/index.ts";
import { faults } from "./faults.ts";
import { arkResult, blocked, jpeg, paidServer, type Submit, sendJSON } from "./paid-server.ts";

const model = "doubao-seedream-4-5-251128";
const apiKey = "any-key-0123456789";

/** The two adapters, each with a client for a mock of Ark. */
const adapters: Readonly<Record<"ours" | "theirs", (baseURL: string) => ImageModel>> = {
  ours: (baseURL) =>
    seedream(createArk({ apiKey, baseURL, streamGroups: false, download: { allowPrivateHosts: true } })).image(model),
  theirs: (baseURL) => createByteDance({ apiKey, baseURL }).image(model),
};
type Adapter = keyof typeof adapters;

/** Calls a server with an adapter and the SDK's default of two retries. */
async function call(adapter: Adapter, submit: Submit, more: object = {}) {
  const server = await paidServer(submit);
  const request = { model: adapters[adapter](server.origin), prompt: "A lighthouse", ...more };
  const outcome = await generateImage(request).catch(() => undefined);
  return { images: outcome?.images.length ?? 0, submissions: server.submissions, outcome };
}

/** Writes a row of the table: a title, and a cell for each adapter. */
async function row(title: string, cell: (adapter: Adapter) => Promise<string>): Promise<string> {
  const [ours, theirs] = await Promise.all([cell("ours"), cell("theirs")]);
  return `| ${title} | ${ours} | ${theirs} |`;
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
const good: Submit = (exchange) => sendJSON(exchange.response, arkResult(image(exchange)));

/** Returns an image in the requested form, because the other adapter requests bytes. */
function image({ body, link }: Parameters<Submit>[0]): object {
  return body.response_format === "b64_json" ? { b64_json: jpeg.toString("base64") } : { url: link() };
}

async function sizeOf(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import"],
    write: false,
  });
  // Rounded to 5 kB, so that the README does not change with every byte of core.
  return `about ${Math.round(gzipSync(outputFiles[0]?.contents ?? "").length / 5000) * 5} kB`;
}

/** Measures the rows of the README's table again. */
async function compare(): Promise<string[]> {
  const paid = Object.entries(faults).map(([name, submit]) =>
    row(name, async (adapter) => plural((await call(adapter, submit)).submissions.length, "submission")),
  );
  const sources: Readonly<Record<Adapter, string>> = {
    ours: `export { seedream } from "../src/index.ts"; export { createArk } from "@seedream-clients/ark";`,
    theirs: `export { createByteDance } from "@ai-sdk/bytedance";`,
  };
  return Promise.all([
    ...paid,
    row("one image of a group of 3 is blocked", async (adapter) => {
      const submit: Submit = (exchange) =>
        sendJSON(exchange.response, arkResult(image(exchange), blocked, image(exchange)));
      return plural((await call(adapter, submit, { ...group(adapter) })).images, "image");
    }),
    row("`n: 4` on a model that makes groups", async (adapter) => {
      const { submissions, images } = await call(adapter, four, { n: 4 });
      return `${plural(submissions.length, "submission")}, ${plural(images, "image")}`;
    }),
    row('`aspectRatio: "16:9"` is sent as', async (adapter) => {
      const { submissions } = await call(adapter, good, { aspectRatio: "16:9" });
      return typeof submissions[0]?.size === "string" ? `\`${submissions[0].size}\`` : "nothing, with a warning";
    }),
    row("fields of an image in `providerMetadata`", async (adapter) => {
      const { outcome } = await call(adapter, good);
      const [facts] = Object.values(outcome?.providerMetadata ?? {}).flatMap(({ images }) => images);
      return String(Object.keys(Object(facts)).length);
    }),
    row("size, minified and gzipped", (adapter) => sizeOf(sources[adapter])),
  ]);
}

const four: Submit = (exchange) => {
  const asked = Object(exchange.body.sequential_image_generation_options).max_images ?? 1;
  sendJSON(exchange.response, arkResult(...Array.from({ length: Number(asked) }, () => image(exchange))));
};

/** Returns the options that request a group of 3 from an adapter. */
function group(adapter: Adapter): object {
  if (adapter === "ours") return { n: 3 };
  return { providerOptions: { bytedance: { sequentialImageGeneration: "auto", maxImages: 3 } } };
}

it("measures the values of the README's table for both adapters", async () => {
  const rows = await compare();
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const cells = (line: string) =>
    line
      .split("|")
      .map((cell) => cell.trim())
      .join("|");
  const written = readme.split("\n").map(cells);
  expect(rows.filter((line) => !written.includes(cells(line)))).toEqual([]);
});
