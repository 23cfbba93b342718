import { setupWorker } from "msw/browser";
import { createSimulator } from "../../src/index.ts";
import { drawOnCanvas } from "../../src/render/canvas-picture.ts";

/** Results for the test. */
export interface Outcome {
  readonly statuses: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly mediaType: string;
  /** Different colours in the image, made small. */
  readonly colours: number;
  readonly events: number;
  readonly calls: number;
  /** Different images of three prompts, two of which no font can draw. */
  readonly drawings: number;
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
  const blob = await (await fetch(url)).blob();
  const { width, height } = await createImageBitmap(blob);
  const stream = await (await generate({ stream: true })).text();
  return {
    statuses: [refused.status, invalid.status, made.status],
    width,
    height,
    mediaType: blob.type,
    colours: await coloursOf(blob),
    events: stream.split("\n\n").filter(Boolean).length,
    calls: simulator.calls.length,
    drawings: await drawingsOf("\u{f1234}", "\u{f1235}\u{f1236}\u{f1237}", "\u00e9t\u00e9"),
  };
}

async function coloursOf(blob: Blob): Promise<number> {
  const small = await createImageBitmap(blob, { resizeWidth: 32, resizeHeight: 32 });
  const brush = new OffscreenCanvas(32, 32).getContext("2d");
  brush?.drawImage(small, 0, 0);
  const { data } = brush?.getImageData(0, 0, 32, 32) ?? { data: new Uint8ClampedArray() };
  return new Set(new Uint32Array(data.buffer)).size;
}

async function drawingsOf(...prompts: readonly string[]): Promise<number> {
  const rest = { id: "0", format: "png", width: 640, height: 480, model: "model", theme: "theme" } as const;
  const counts = { index: 0, total: 1, references: 0, watermark: false };
  const files = await Promise.all(prompts.map((prompt) => drawOnCanvas({ ...rest, ...counts, prompt })));
  return new Set(files.map(({ bytes }) => bytes.join())).size;
}

Reflect.set(globalThis, "outcome", run());
