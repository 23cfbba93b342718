import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const SOURCES = new URL("../src/", import.meta.url).href;

const BODIES = [
  { model: "doubao-seedream-4-5-251128", prompt: "A kite" },
  { model: "doubao-seedream-4-5-251128" },
  { model: "doubao-seedream-4-5-251128", prompt: 1 },
  { model: "doubao-seedream-4-5-251128", prompt: "A kite", response_format: "svg" },
  { model: "doubao-seedream-4-5-251128", prompt: "A kite", sequential_image_generation_options: { max_images: 99 } },
  { model: "doubao-seedream-4-5-251128", prompt: "A kite", size: "1x1" },
  [],
];

/** Returns the response of the handlers to each body, from a separate process. */
async function answersWith(...flags: string[]): Promise<{ status: number; error?: Record<string, unknown> }[]> {
  const script = `
    const { getResponse } = await import(${JSON.stringify(import.meta.resolve("msw"))});
    const { createSimulator } = await import(${JSON.stringify(`${SOURCES}index.ts`)});
    const { handlers } = createSimulator();
    const headers = { authorization: "Bearer any-key" };
    const answers = [];
    for (const body of ${JSON.stringify(BODIES)}) {
      const request = new Request("https://ark.cn-beijing.volces.com/api/v3/images/generations", {
        method: "POST", headers, body: JSON.stringify(body),
      });
      const response = await getResponse(handlers, request);
      answers.push({ status: response.status, error: (await response.json()).error });
    }
    console.log(JSON.stringify(answers));`;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, "--input-type=module", "--eval", script]);
  return JSON.parse(stdout);
}

describe("a process that forbids eval", () => {
  it("still checks requests, with the same codes", { timeout: 30_000 }, async () => {
    const [usual, strict] = await Promise.all([answersWith(), answersWith("--disallow-code-generation-from-strings")]);
    const verdicts = (answers: typeof usual) => answers.map(({ status, error }) => [status, error?.code, error?.param]);
    expect(verdicts(usual)).toEqual([
      [200, undefined, undefined],
      [400, "MissingParameter", "prompt"],
      [400, "InvalidParameter", "prompt"],
      [400, "InvalidParameter", "response_format"],
      [400, "InvalidParameter", "sequential_image_generation_options.max_images"],
      [400, "InvalidParameter", ""],
      [400, "InvalidParameter", ""],
    ]);
    expect(verdicts(strict)).toEqual(verdicts(usual));
  });
});
