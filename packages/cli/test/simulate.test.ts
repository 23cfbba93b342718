import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { seedream, start } from "./seedream.ts";

const running: ReturnType<typeof start>[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

/** Starts `seedream simulate` on a free port, and returns its base URLs. */
async function simulate(...args: readonly string[]) {
  const child = start(["simulate", "--port", "0", ...args]);
  running.push(child);
  const [line] = await once(child.stdout, "data");
  const baseURLs: Readonly<Record<string, string>> = JSON.parse(String(line));
  return { child, baseURLs };
}

function generate(baseURL = ""): Promise<Response> {
  return fetch(`${baseURL}/images/generations`, {
    method: "POST",
    headers: { authorization: "Bearer any-key", "content-type": "application/json" },
    body: JSON.stringify({ model: "doubao-seedream-4-5-251128", prompt: "A kite" }),
  });
}

describe("seedream simulate", { timeout: 30_000 }, () => {
  it("delays an image by --latency, and ends open calls at Ctrl-C", async () => {
    const { child, baseURLs } = await simulate("--latency", "1500");
    const start = performance.now();
    expect((await generate(baseURLs.ark)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(1400);
    const pending = expect(generate(baseURLs.ark)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    await pending;
  });

  it("responds at once without --latency", async () => {
    const { baseURLs } = await simulate();
    await generate(baseURLs.ark);
    const start = performance.now();
    expect((await generate(baseURLs.ark)).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("suggests another port when the port is in use", async () => {
    const { baseURLs } = await simulate();
    const { port } = new URL(baseURLs.ark ?? "");
    expect(await seedream(["simulate", "--port", port])).toEqual({
      code: 1,
      out: "",
      errors: `Error: Port ${port} of 127.0.0.1 is in use; stop the program that listens there, or choose another port (0 finds a free one)\n`,
    });
  });

  it("explains --latency with its unit", async () => {
    expect((await seedream(["simulate", "--help"])).out).toMatch(
      /--latency <ms> +time that an image takes, in ms \(default: "0"\)/,
    );
  });
});
