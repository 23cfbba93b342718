import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PublicPackage } from "../public-packages.ts";
import { coreProgram } from "./core-programs.ts";
import { esm, type ProgramOptions } from "./imports.ts";

/** Returns a program that uses a package as its README shows. Its `run()` returns a text, or throws. */
export async function programFor(item: PublicPackage, baseURL: string, options: ProgramOptions): Promise<string> {
  if (item.id === "core") return coreProgram(baseURL, options);
  if (item.id === "simulator") return simulatorProgram(options);
  if (item.id === "ai-sdk") return aiSdkProgram(baseURL, options);
  if (item.id === "jobs") return jobsProgram(baseURL, options);
  if (item.id === "web") return webProgram(baseURL, options);
  return clientProgram(item, await factoryOf(item), baseURL, options);
}

/** Packages that are not clients. */
const others = ["core", "simulator", "ai-sdk", "jobs", "web", "cli"];

export function isClient({ id }: PublicPackage): boolean {
  return !others.includes(id);
}

/** Whether a package is a command, and exports nothing. */
export function isCommand({ entries }: PublicPackage): boolean {
  return entries.length === 0;
}

/** Returns a program in which a client refuses a key, so that the stack of the error has lines of client and core. */
export async function stackProgramFor(item: PublicPackage): Promise<string> {
  const { factory } = await factoryOf(item);
  return `${esm([factory], item.name)}
try {
  ${factory}({ apiKey: "two\\nlines" });
} catch (error) {
  console.log(error.stack);
}
`;
}

/** The names that a client exports, read from its declarations. */
export interface ClientNames {
  readonly factory: string;
  readonly type: string;
}

export async function factoryOf({ folder, name }: PublicPackage): Promise<ClientNames> {
  const declarations = await readFile(join(folder, "dist", "index.d.ts"), "utf8");
  const factory = /\bexport declare (?:function|const) (create\w+)/.exec(declarations)?.[1];
  const type = /\bexport type \{[^}]*\b(\w+Client)\b/.exec(declarations)?.[1];
  if (!factory || !type) throw new Error(`${name} has no create… and …Client in dist/index.d.ts`);
  return { factory, type };
}

function clientProgram(
  item: PublicPackage,
  { factory }: ClientNames,
  baseURL: string,
  options: ProgramOptions,
): string {
  const { name } = item;
  return `${options.import([factory, "SeedreamError"], name)}
${options.node ? options.import(["saveImage"], `${name}/node`) : ""}
async function run() {
  let calls = 0;
  const client = ${factory}({
    apiKey: "rehearsal",
    baseURL: ${JSON.stringify(baseURL)},
    dangerouslyAllowBrowser: true,
    download: { allowPrivateHosts: true },
    fetch: (...args) => {
      calls++;
      return globalThis.fetch(...args);
    },
  });
  const { images: [outcome] } = await client.generate({ prompt: "A lighthouse at dusk" });
  if (!outcome.ok) throw outcome.error;
  const bytes = await outcome.image.bytes();
  if (bytes.length < 500) throw new Error("an image of " + bytes.length + " bytes");
  const events = [];
  for await (const { type } of client.stream({ prompt: "A lighthouse at dawn" })) events.push(type);
  if (!events.includes("image") || events.at(-1) !== "completed") throw new Error("events: " + events);
  const refused = await client.generate({ prompt: "A lighthouse", size: "7x7" }).catch((error) => error);
  if (!SeedreamError.isInstance(refused)) throw new Error("7x7 was not refused: " + refused);
  ${options.node ? 'await saveImage(outcome.image, "lighthouse.jpg");' : ""}
  return bytes.length + " bytes in " + calls + " calls";
}
`;
}

function simulatorProgram(options: ProgramOptions): string {
  return `${options.import(["createSimulator"], "@seedream-clients/simulator")}
${options.import(["getResponse"], "msw")}
${options.node ? options.import(["serveSimulator"], "@seedream-clients/simulator/server") : ""}
async function run() {
  const { handlers } = createSimulator();
  const send = async (url, init) => (await getResponse(handlers, new Request(url, init))) ?? new Response(url, { status: 404 });
  const response = await send("https://ark.cn-beijing.volces.com/api/v3/images/generations", {
    method: "POST",
    headers: { authorization: "Bearer rehearsal", "content-type": "application/json" },
    body: JSON.stringify({ model: "doubao-seedream-4-5-251128", prompt: "A lighthouse at dusk" }),
  });
  if (!response.ok) throw new Error(response.status + ": " + (await response.text()));
  const { data: [{ url }] } = await response.json();
  const bytes = await (await send(url)).arrayBuffer();
  if (bytes.byteLength < 500) throw new Error("an image of " + bytes.byteLength + " bytes");
  ${options.node ? "const server = await serveSimulator();\n  await fetch(server.url);\n  await server.close();" : ""}
  return bytes.byteLength + " bytes";
}
`;
}

function aiSdkProgram(baseURL: string, options: ProgramOptions): string {
  return `${options.import(["seedream"], "@seedream-clients/ai-sdk")}
${options.import(["createArk"], "@seedream-clients/ark")}
${options.import(["generateImage"], "ai")}
async function run() {
  const ark = createArk({
    apiKey: "rehearsal",
    baseURL: ${JSON.stringify(baseURL)},
    dangerouslyAllowBrowser: true,
    download: { allowPrivateHosts: true },
  });
  const model = seedream(ark).image("seedream-4.5");
  const { images, providerMetadata } = await generateImage({ model, prompt: "Two lighthouses", n: 2 });
  if (images.length !== 2) throw new Error(images.length + " images");
  if (providerMetadata.ark.images.length !== 2) throw new Error("no metadata");
  const refused = await generateImage({ model, prompt: "A lighthouse", size: "7x7" }).catch((error) => error);
  if (refused.isRetryable !== false) throw new Error("7x7 was not refused: " + refused);
  return images[0].uint8Array.length + " bytes";
}
`;
}

function jobsProgram(baseURL: string, options: ProgramOptions): string {
  return `${options.import(["memoryStore", "openJobs"], "@seedream-clients/jobs")}
${options.import(["createArk"], "@seedream-clients/ark")}
${options.node ? options.import(["saveToFolder"], "@seedream-clients/jobs/node") : ""}
async function run() {
  const download = { allowPrivateHosts: true };
  const ark = createArk({ apiKey: "rehearsal", baseURL: ${JSON.stringify(baseURL)}, dangerouslyAllowBrowser: true, download });
  const jobs = await openJobs({
    store: memoryStore(),
    clients: { ark },
    download,
    save: ${options.node ? 'saveToFolder("images")' : "async (image) => (await image.bytes()).length"},
  });
  await jobs.add([{ key: "a", client: "ark", request: { prompt: "A lighthouse at dusk" } }]);
  const { states } = await jobs.run();
  const job = await jobs.get("a");
  await jobs.close();
  if (states.done !== 1) throw new Error(JSON.stringify(job));
  return JSON.stringify(job.images);
}
`;
}

const nodeCheck = `if (typeof toNodeHandler(handler) !== "function") throw new Error("no handler");
  const jobs = await openJobs({ store: memoryStore(), clients: { ark } });
  if (jobRuns({ jobs }).isShared) throw new Error("a journal in memory is not shared");
  await jobs.close();`;

/** Imports React and jobs, as applications do, because Deno finds optional peers only among the imported packages. */
function webProgram(baseURL: string, options: ProgramOptions): string {
  return `${options.import(["createHandler", "memoryRuns"], "@seedream-clients/web/server")}
${options.import(["createWebClient"], "@seedream-clients/web/page")}
${options.import(["version"], "react")}
${options.import(["useSeedream"], "@seedream-clients/web/react")}
${options.import(["createArk"], "@seedream-clients/ark")}
${options.node ? options.import(["toNodeHandler"], "@seedream-clients/web/node") : ""}
${options.node ? options.import(["memoryStore", "openJobs"], "@seedream-clients/jobs") : ""}
${options.node ? options.import(["jobRuns"], "@seedream-clients/web/jobs") : ""}
async function run() {
  const download = { allowPrivateHosts: true };
  const ark = createArk({ apiKey: "rehearsal", baseURL: ${JSON.stringify(baseURL)}, dangerouslyAllowBrowser: true, download });
  const handler = createHandler({
    client: ark,
    store: memoryRuns(),
    authorize: () => ({ user: "rehearsal" }),
    limits: { models: "any", spending: "unlimited" },
  });
  const client = createWebClient({
    url: "http://rehearsal.test/seedream",
    fetch: (input, init) => handler(new Request(input, init)),
  });
  const { image } = await client.generate({ prompt: "A lighthouse at dusk" });
  const bytes = await image.bytes();
  if (bytes.length < 500) throw new Error("an image of " + bytes.length + " bytes");
  const refused = await client.generate({ prompt: "A lighthouse", size: "4K" }).catch((error) => error);
  if (refused.name !== "InvalidRequestError") throw new Error("4K was not refused: " + refused);
  ${options.node ? nodeCheck : ""}
  return bytes.length + " bytes for " + useSeedream.name + " on React " + version;
}
`;
}
