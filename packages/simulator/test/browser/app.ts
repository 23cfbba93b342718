import { setupWorker } from "msw/browser";
import { createSimulator } from "../../src/index.ts";

/** Results for the test. */
export interface Outcome {
  readonly statuses: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly events: number;
  readonly calls: number;
}

const URL_OF_ARK = "https://ark.cn-beijing.volces.com/api/v3/images/generations";

function generate(body: object): Promise<Response> {
  const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
  const request = { model: "doubao-seedream-4-5-251128", prompt: "A red kite", ...body };
  return fetch(URL_OF_ARK, { method: "POST", headers, body: JSON.stringify(request) });
}

async function run(): Promise<Outcome> {
  const simulator = createSimulator();
  const worker = setupWorker(...simulator.handlers);
  await worker.start({ onUnhandledFrame: "bypass", quiet: true });
  simulator.next("ark", "rate-limited");
  const refused = await generate({});
  const invalid = await generate({ size: "1x1" });
  const made = await generate({ size: "2560x1440" });
  const [{ url }] = (await made.json()).data;
  const { width, height } = await createImageBitmap(await (await fetch(url)).blob());
  const stream = await (await generate({ stream: true })).text();
  return {
    statuses: [refused.status, invalid.status, made.status],
    width,
    height,
    events: stream.split("\n\n").filter(Boolean).length,
    calls: simulator.calls.length,
  };
}

Reflect.set(globalThis, "outcome", run());
