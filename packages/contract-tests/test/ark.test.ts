import { createArk, models, type Region } from "@seedream-clients/ark";
import { describeAgreement } from "../src/agreement.ts";
import type { ContractProvider } from "../src/provider.ts";
import { describeContract } from "../src/suite.ts";

const ark = {
  name: "ark",
  path: "/images/generations",
  endpointPrefix: "ep-",
  requestIdHeader: "x-client-request-id",
  successResponses: [
    {
      status: 200,
      json: {
        model: "doubao-seedream-4-5-251128",
        created: 1764547200,
        data: [{ url: "https://results.example/one.jpeg", size: "2048x2048" }],
        usage: { generated_images: 1, output_tokens: 16384, total_tokens: 16384 },
      },
    },
  ],
  create: ({ region, ...options }) => createArk({ ...options, ...(region && { region: asRegion(region) }) }),
} satisfies ContractProvider;

function asRegion(region: string): Region {
  if (isRegion(region)) return region;
  throw new Error(`A fixture names the region ${region}; Ark has ${Object.keys(models.servers).join(", ")}`);
}

function isRegion(region: string): region is Region {
  return region in models.servers;
}

describeContract(ark);
describeAgreement(ark, models);
