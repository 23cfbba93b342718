/**
 * Measures a client against what any program would have to do. The rows are ratios of two things measured in turns, since
 * times are the machine's; only the start has no counterpart. `pnpm bench` prints them; nothing depends on them.
 */
import { createArk } from "../packages/ark/dist/index.js";
import { memoryRatio, startTime } from "./bench/fresh-process.js";
import { timeRatio } from "./bench/processor-time.js";

const MiB = 2 ** 20;
const encoder = new TextEncoder();

const answer = JSON.stringify({
  model: "doubao-seedream-4-5-251128",
  created: 1_790_000_000,
  data: [{ url: "https://files.test/1.jpeg", size: "2048x2048" }],
  usage: { generated_images: 1, output_tokens: 16_384, total_tokens: 16_384 },
});
const answered = async () => new Response(answer, { headers: { "content-type": "application/json" } });
const ark = createArk({ apiKey: "sk-bench", fetch: answered });

async function callByHand() {
  const request = new Request("https://ark.test/images/generations", {
    method: "POST",
    headers: { authorization: "Bearer sk-bench", "content-type": "application/json" },
    body: JSON.stringify({ model: "doubao-seedream-4-5-251128", prompt: "A kite", watermark: false }),
  });
  return (await answered(request)).json();
}

/** A stream of images in Base64, in pieces as a network brings them. */
function streamOf(images, bytes) {
  const type = "image_generation.partial_succeeded";
  const b64_json = "A".repeat(bytes);
  const events = Array.from({ length: images }, (_, image_index) => ({ type, image_index, b64_json }));
  const frames = [...events, { type: "image_generation.completed" }].map(
    (event) => `data: ${JSON.stringify(event)}\n\n`,
  );
  const body = encoder.encode(`${frames.join("")}data: [DONE]\n\n`);
  return () => {
    let sent = 0;
    const pull = (controller) => {
      if (sent >= body.length) return controller.close();
      controller.enqueue(body.subarray(sent, sent + 16_384));
      sent += 16_384;
    };
    return new Response(new ReadableStream({ pull }), { headers: { "content-type": "text/event-stream" } });
  };
}

async function wholeByHand(respond) {
  const frames = (await respond().text()).split("\n\n").filter((frame) => frame.includes("b64_json"));
  return frames.map((frame) => JSON.parse(frame.slice("data: ".length)));
}

async function streamed(respond, images) {
  const client = createArk({ apiKey: "sk-bench", fetch: async () => respond() });
  const output = { delivery: "inline" };
  const { images: outcomes } = await client.generate({ prompt: "A kite", count: images, output });
  if (outcomes.length !== images) throw new Error(`${outcomes.length} images of ${images}`);
}

const four = streamOf(4, 8 * MiB);
const [small, large] = [streamOf(1, 4 * MiB), streamOf(1, 32 * MiB)];
const rows = [
  [
    "generate() / Request + fetch + JSON by hand",
    "budget 2.0",
    () => timeRatio(() => ark.generate({ prompt: "A kite" }), callByHand, 2000),
  ],
  [
    "four images of 8 MiB streamed / read whole",
    "budget 1.3",
    () =>
      timeRatio(
        () => streamed(four, 4),
        () => wholeByHand(four),
        2,
      ),
  ],
  ["one event of 32 MiB / eight of 4 MiB", "budget 1.3", () => timeRatio(() => streamed(large, 1), eightSmall, 2)],
  ["memory, 14 data: URIs of 10 MB / bare fetch", "budget 1.1", () => memoryRatio("data: URIs")],
  ["memory, 14 files of 10 MB as bytes / bare fetch", "budget 1.1", () => memoryRatio("bytes")],
  ["import and first call, over an empty program", "ms of processor time", startTime],
];

async function eightSmall() {
  for (let i = 0; i < 8; i++) await streamed(small, 1);
}

for (const [name, unit, measure] of rows) {
  process.stderr.write(`${name} …\r`);
  process.stdout.write(`${name.padEnd(48)} ${(await measure()).toFixed(2).padStart(6)}  (${unit})\n`);
}
