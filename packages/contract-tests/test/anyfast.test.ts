import { createAnyfast, models } from "@seedream-clients/anyfast";
import { describeAgreement } from "../src/agreement.ts";
import type { ContractProvider } from "../src/provider.ts";
import { regionOf } from "../src/region.ts";
import { describeContract } from "../src/suite.ts";

const anyfast = {
  name: "anyfast",
  path: "/v1/images/generations",
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
  create: ({ region, ...options }) =>
    createAnyfast({ ...options, ...(region && { region: regionOf(region, ["cn", "intl"] as const) }) }),
} satisfies ContractProvider;

describeContract(anyfast);
describeAgreement(anyfast, models);
