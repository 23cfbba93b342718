import { createAPIMart, models } from "@seedream-clients/apimart";
import { describeAgreement } from "../src/agreement.ts";
import type { FixtureResponse } from "../src/fixture-response.ts";
import type { ContractProvider } from "../src/provider.ts";
import { describeContract } from "../src/suite.ts";

const apimart = {
  name: "apimart",
  path: "/v1/images/generations",
  successResponses: [
    { status: 200, json: { code: 200, data: [{ status: "submitted", task_id: "task_01KA040M0HP1GJWBJYZMKX1XS1" }] } },
    {
      operation: "get /v1/tasks/{task_id}",
      status: 200,
      json: {
        code: 200,
        data: {
          id: "task_01KA040M0HP1GJWBJYZMKX1XS1",
          status: "completed",
          progress: 100,
          result: { images: [{ url: ["https://results.example/one.png"], expires_at: 1764633600 }] },
          created: 1764547200,
          completed: 1764547219,
        },
      },
    },
    uploaded("https://uploads.example/1.png"),
    uploaded("https://uploads.example/2.png"),
  ],
  create: ({ region: _, ...options }) => createAPIMart(options),
} satisfies ContractProvider;

function uploaded(url: string): FixtureResponse {
  return { operation: "post /v1/uploads/images", status: 200, json: { url } };
}

describeContract(apimart);
describeAgreement(apimart, models);
