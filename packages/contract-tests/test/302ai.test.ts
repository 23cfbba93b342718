import { create302AI, models } from "@seedream-clients/302ai";
import { describeAgreement } from "../src/agreement.ts";
import type { ContractProvider } from "../src/provider.ts";
import { regionOf } from "../src/region.ts";
import { describeContract } from "../src/suite.ts";

const ai302 = {
  name: "302ai",
  path: "/doubao/images/generations",
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
    create302AI({ ...options, ...(region && { region: regionOf(region, ["global", "cn"] as const) }) }),
} satisfies ContractProvider;

describeContract(ai302);
describeAgreement(ai302, models);
