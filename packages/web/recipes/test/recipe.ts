import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { AuthenticationError } from "@seedream-clients/core";
import type { SimulatorServer } from "@seedream-clients/simulator/server";
import { expect, onTestFinished } from "vitest";
import { createWebClient } from "../../src/page.ts";

/** Starts a program until the end of the test, and returns the first address that it prints. */
export async function start(
  command: string,
  args: readonly string[],
  { baseURLs }: SimulatorServer,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const child = spawn(command, args, {
    env: { ...process.env, NODE_ENV: "test", PORT: "0", ARK_API_KEY: "any-key", ARK_BASE_URL: baseURLs.ark, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Deno tells its address on standard error.
  const output = new PassThrough();
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  onTestFinished(() => void child.kill());
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${command} ended with ${code}`);
  });
  ended.catch(() => {});
  const printed = async () => {
    for await (const line of createInterface(output)) {
      const [url] = /http:\/\/[\w.]+:\d+/.exec(line) ?? [];
      if (url) return url;
      // workerd tells its port alone.
      const [, port] = /"port":\s*(\d+)/.exec(line) ?? [];
      if (port) return `http://127.0.0.1:${port}`;
    }
    return ended;
  };
  return Promise.race([printed(), ended]);
}

/** Makes images as a page of an application does, signed in and not. */
export async function expectImages(url: string, cookie: string, simulator: SimulatorServer): Promise<void> {
  const address = `${url}/api/seedream`;
  const stranger = createWebClient({ url: address });
  const error = await stranger.generate({ prompt: "A lighthouse" }).catch((cause: unknown) => cause);
  expect(AuthenticationError.isInstance(error) && error).toMatchObject({ status: 401, charged: "no" });
  expect(simulator.simulator.calls).toEqual([]);

  const page = createWebClient({
    url: address,
    fetch: (input, init) =>
      fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), cookie } }),
  });
  const types: string[] = [];
  for await (const event of page.stream({ prompt: "Two postcards", count: 2 })) {
    if (event.type !== "progress") types.push(event.type);
    if (event.type === "image") expect((await event.image.bytes()).length).toBeGreaterThan(500);
  }
  expect(types).toEqual(["image", "image", "completed"]);
  expect(simulator.simulator.calls.filter(({ operation }) => operation === "generateImages")).toHaveLength(1);
  const refused = await page
    .generate({ prompt: "A lighthouse", model: "seedream-4.0" })
    .catch((cause: unknown) => cause);
  expect(refused).toMatchObject({
    name: "InvalidRequestError",
    message: expect.stringContaining("this server allows"),
  });
}
