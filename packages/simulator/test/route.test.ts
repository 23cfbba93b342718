import { getResponse } from "msw";
import { expect, it } from "vitest";
import type { PendingCall } from "../src/call-log.ts";
import { systemClock } from "../src/clock.ts";
import type { ProviderContext } from "../src/context.ts";
import { ImageStore } from "../src/images.ts";
import { readJson } from "../src/json-request.ts";
import { handlerOf } from "../src/route.ts";
import { UploadStore } from "../src/uploads.ts";
import { testWire } from "./wire.ts";

const wire = testWire({ prompt: "input.prompt", references: "input.image_input" });

it.each([
  ["/models/:model/predictions", "/models/seedream-4.5/predictions", "seedream-4.5"],
  ["/:model+", "/fal-ai/bytedance/seedream/v4.5/edit", "fal-ai/bytedance/seedream/v4.5/edit"],
  ["/models/:model+/runs", "/models/bytedance/seedream%2D4/runs", "bytedance/seedream-4"],
])("records a call at %s with the model of its path, and selects scenarios by it", async (path, called, model) => {
  const seen: PendingCall[] = [];
  const publicURL = "https://simulator.example";
  const context: ProviderContext = {
    provider: "predictions",
    seed: "",
    latency: 0,
    publicURL,
    clock: systemClock,
    images: new ImageStore(publicURL),
    uploads: new UploadStore(publicURL),
    nextId: () => "0",
    calls: () => [],
    record: (call) => void seen.push(call),
    takeScenario: (call) => void seen.push(call),
  };
  const handler = handlerOf(
    { url: "https://api.example", region: undefined, wire, scenarios: [], context },
    {
      method: "post",
      path,
      operation: "createPrediction",
      read: readJson,
      respond: ({ model }) => ({ status: 200, respond: () => Response.json({ model }) }),
    },
  );
  const url = `https://api.example${called}`;
  const headers = { authorization: "Bearer key" };
  const response = await getResponse(
    [handler],
    new Request(url, { method: "POST", headers, body: '{"input":{"prompt":"A kite"}}' }),
  );
  expect(await response?.json()).toEqual({ model });
  expect(seen).toHaveLength(2);
  for (const call of seen) expect(call.model).toBe(model);
});
