import type { ProgramOptions } from "./imports.ts";

/** Returns code that defines a provider with core's kit, for Ark's mock provider. `Types`: type arguments or "". */
const description = (Types: string) => `const provider = defineProvider${Types}()({
  name: "rehearsal",
  models: {
    default: "seedream-4.5",
    servers: { here: "https://rehearsal.test/v1" },
    models: [
      {
        name: "seedream-4.5",
        title: "Seedream 4.5",
        status: "active",
        ids: { here: ["doubao-seedream-4-5-251128"] },
        size: { default: "2K", custom: false, tiers: { "2K": { "1:1": "2048x2048" } } },
        output: { formats: ["jpeg"], selectable: false, deliveries: ["url"] },
        stream: false,
        promptOptimization: [],
        prices: [],
      },
    ],
  },
  fields: { model: { types: ["string"], required: true }, prompt: { types: ["string"], required: true } },
  apiKeyVariable: "REHEARSAL_API_KEY",
  wire: { watermark: false, count: false, references: "inline", size: "pixels" },
  toWire: ({ model, prompt }) => ({ model, prompt }),
  submit: (api, body, init) => api.POST("/images/generations", { body, ...init }),
  fromWire: readArkMessage,
  refusedAs: arkRefusedAs,
});
`;

const options = (baseURL: string) =>
  `{ apiKey: "rehearsal", baseURL: ${JSON.stringify(baseURL)}, dangerouslyAllowBrowser: true, download: { allowPrivateHosts: true } }`;

/** Returns a program that describes a provider and makes an image, as an author of clients does. */
export function coreProgram(baseURL: string, { import: imports, node }: ProgramOptions): string {
  return `${imports(["RateLimitError", "SeedreamError", "findModel"], "@seedream-clients/core")}
${imports(["arkRefusedAs", "createClient", "defineProvider", "readArkMessage"], "@seedream-clients/core/client")}
${node ? imports(["saveImage"], "@seedream-clients/core/node") : ""}
${description("")}
async function run() {
  const client = createClient(provider, ${options(baseURL)}, "here");
  const { image } = await client.generate({ prompt: "A lighthouse at dusk" });
  const bytes = await image.bytes();
  if (bytes.length < 500) throw new Error("an image of " + bytes.length + " bytes");
  const refused = await client.generate({ prompt: "A lighthouse", size: "7x7" }).catch((error) => error);
  if (!SeedreamError.isInstance(refused)) throw new Error("7x7 was not refused: " + refused);
  if (!RateLimitError.isInstance(new RateLimitError("busy", { provider: "rehearsal" }))) throw new Error("isInstance is wrong");
  ${node ? 'await saveImage(image, "lighthouse.jpg");' : ""}
  return bytes.length + " bytes of " + findModel(client.models, "seedream-4.5").title;
}
`;
}

/** Returns the same program with all types declared, so that the compiler checks them. */
export function typedCoreProgram(baseURL: string): string {
  return `import {
  type ImageRequest, type ImageResult, type SeedreamClient, findModel, RateLimitError, SeedreamError,
} from "@seedream-clients/core";
import {
  arkRefusedAs, createClient, defineProvider, type PreparedRequest, type ProviderClient, readArkMessage,
} from "@seedream-clients/core/client";

interface WireRequest {
  model: string;
  prompt: string;
}
interface Paths {
  "/images/generations": {
    post: {
      requestBody: { content: { "application/json": WireRequest } };
      responses: { 200: { content: { "application/json": unknown } } };
    };
  };
}
${description("<Paths, WireRequest, object>")}
const client: ProviderClient<string, Paths, object> = createClient<string, Paths, WireRequest, object>(
  provider,
  ${options(baseURL)},
  "here",
);
// Code that knows no provider.
async function make(client: SeedreamClient, request: ImageRequest): Promise<ImageResult> {
  return client.generate(request);
}
const { image }: ImageResult = await make(client, { prompt: "A lighthouse at dusk" });
const bytes: Uint8Array = await image.bytes();
const count: PreparedRequest["count"] = 1;
const error: SeedreamError = new RateLimitError("busy", { provider: "rehearsal" });
if (!RateLimitError.isInstance(error)) throw error;
console.log(bytes.length, count, error.charged, findModel(client.models, "seedream-4.5")?.title);
`;
}
