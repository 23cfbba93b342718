import type { PublicPackage } from "../public-packages.ts";
import { typedCoreProgram } from "./core-programs.ts";
import { type ClientNames, factoryOf } from "./programs.ts";

/** Returns a TypeScript program that uses a package. It declares the types of all values, so that the compiler checks them. */
export async function typedProgramFor(item: PublicPackage, baseURL: string): Promise<string> {
  if (item.id === "core") return typedCoreProgram(baseURL);
  if (item.id === "simulator") return simulatorProgram;
  if (item.id === "ai-sdk") return aiSdkProgram(baseURL);
  if (item.id === "jobs") return jobsProgram(baseURL);
  if (item.id === "web") return webProgram(baseURL);
  return clientProgram(item, await factoryOf(item), baseURL);
}

function clientProgram({ name }: PublicPackage, { factory, type }: ClientNames, baseURL: string): string {
  return `import {
  type components, type ImageEvent, type ImageResult, type ModelId, type NativeFields, type paths, type ${type},
  ContentPolicyError, ${factory}, findModel, models, RateLimitError, SeedreamError,
} from "${name}";

const client: ${type} = ${factory}({
  apiKey: "rehearsal",
  baseURL: ${JSON.stringify(baseURL)},
  download: { allowPrivateHosts: true },
  timeout: { total: 60_000 },
  fetch: (input, init) => fetch(input, init),
});
const result: ImageResult = await client.generate({
  prompt: "A lighthouse at dusk",
  size: { aspectRatio: "16:9", resolution: "2K" },
  output: { delivery: "url" },
});
const events: ImageEvent["type"][] = [];
const reader = streamOf(client.stream({ prompt: "A lighthouse at dawn" })).getReader();
for (let next = await reader.read(); !next.done; next = await reader.read()) events.push(next.value.type);
const outcome = result.images[0];
if (!outcome?.ok) throw outcome?.error ?? new Error("no image");
const bytes: Uint8Array = await outcome.image.bytes();
// @ts-expect-error Bytes are not \`any\`, for a compiler that does not know \`Uint8Array<ArrayBuffer>\`.
const text: string = await outcome.image.bytes();

try {
  // @ts-expect-error The compiler refuses a misspelt field.
  await client.generate({ prompt: "A lighthouse", sise: "2K" });
} catch (error) {
  if (ContentPolicyError.isInstance(error)) console.log(error.subject);
  else if ([ContentPolicyError, RateLimitError].some((each) => each.isInstance(error))) console.log("one of two");
  else if (SeedreamError.isInstance(error)) console.log(error.charged);
}
// The recipe of core's README: the types of browsers have no ReadableStream.from().
function streamOf(events: AsyncIterable<ImageEvent>): ReadableStream<ImageEvent> {
  const iterator = events[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
const first = Object.keys({} satisfies Partial<paths>);
const native: NativeFields = {};
/** Its declarations name the types of a client without an annotation. */
export class Illustrator {
  readonly client = ${factory}({ apiKey: "rehearsal" });
  generate = this.client.generate;
  api = this.client.api;
  post = this.client.api.POST;
  request = this.client.api.request;
  use = this.client.api.use;
  draw = (prompt: string) => this.client.generate({ prompt });
  pages = (prompt: string) => this.client.stream({ prompt, count: 2 });
  check = () => this.client.validate({ prompt: "A lighthouse" });
}
export type Schemas = keyof components["schemas"] | ModelId;
console.log(bytes.length, text.length, events, first, native, findModel(models, "seedream-4.5")?.name, typeof client.api.POST);
`;
}

const simulatorProgram = `import { createSimulator, type Scenario, type Simulator } from "@seedream-clients/simulator";
import { serveSimulator, type SimulatorServer } from "@seedream-clients/simulator/server";

const simulator: Simulator = createSimulator({ providers: ["ark"], latency: 0 });
const scenario: Scenario<"ark"> = "rate-limited";
simulator.next("ark", scenario);
const server: SimulatorServer = await serveSimulator({ port: 0 });
await server.close();
console.log(simulator.handlers.length, server.baseURLs.ark);
`;

function aiSdkProgram(baseURL: string): string {
  return `import { type SeedreamImageOptions, type SeedreamProvider, seedream } from "@seedream-clients/ai-sdk";
import { type ArkClient, createArk } from "@seedream-clients/ark";
import { generateImage } from "ai";

const download = { allowPrivateHosts: true };
const ark: ArkClient = createArk({ apiKey: "rehearsal", baseURL: ${JSON.stringify(baseURL)}, download });
const provider: SeedreamProvider<ArkClient> = seedream(ark);
const { images } = await generateImage({
  model: provider.image("seedream-4.5"),
  prompt: "A lighthouse at dusk",
  providerOptions: { ark: { resolution: "2K" } satisfies SeedreamImageOptions<ArkClient> },
});
console.log(images.length);
`;
}

function jobsProgram(baseURL: string): string {
  return `import { type Job, type Jobs, memoryStore, openJobs, type RunSummary } from "@seedream-clients/jobs";
import { createArk } from "@seedream-clients/ark";

const download = { allowPrivateHosts: true };
const ark = createArk({ apiKey: "rehearsal", baseURL: ${JSON.stringify(baseURL)}, download });
const jobs: Jobs = await openJobs({ store: memoryStore(), clients: { ark }, budget: { CNY: 1 }, download });
await jobs.add([{ key: "a", client: "ark", request: { prompt: "A lighthouse at dusk" } }]);
const { states, spent }: RunSummary = await jobs.run();
const job: Job | undefined = await jobs.get("a");
await jobs.close();
console.log(states.done, spent.CNY, job?.images[0]?.url);
`;
}

function webProgram(baseURL: string): string {
  return `import { type Amounts, createHandler, type Handler, memoryRuns, type RunStore } from "@seedream-clients/web/server";
import { createWebClient, type WebClient } from "@seedream-clients/web/page";
import { jobRuns } from "@seedream-clients/web/jobs";
import { type UsedSeedream, useSeedream } from "@seedream-clients/web/react";
import { createArk, type SeedreamClient } from "@seedream-clients/ark";

const ark = createArk({ apiKey: "rehearsal", baseURL: ${JSON.stringify(baseURL)}, download: { allowPrivateHosts: true } });
const store: RunStore = memoryRuns();
const limits = { models: "any", spending: { user: { CNY: 5 }, all: { images: 100 } } } as const;
const handler: Handler = createHandler({ clients: { ark }, store, authorize: () => ({ user: "rehearsal" }), limits });
const client: WebClient = createWebClient({
  url: "http://rehearsal.test/seedream",
  fetch: (input, init) => handler(new Request(String(input), init)),
});
const contract: SeedreamClient = client;
const { image } = await contract.generate({ prompt: "A lighthouse at dusk" });
const cost: Amounts = await client.cancel(String(image.url).split("/").at(-3) ?? "");
// @ts-expect-error Nothing is served without authorize().
const open = () => createHandler({ client: ark, limits });
const use: () => UsedSeedream = () => useSeedream({ client });
console.log(cost, typeof open, typeof use, typeof jobRuns);
`;
}
