import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { createSimulator, type Simulator, type SimulatorOptions } from "../src/index.ts";

/** Creates a simulator behind this file's `fetch`, and resets it after each test. */
export function simulate(options: SimulatorOptions = {}): Simulator {
  const simulator = createSimulator(options);
  const server = setupServer(...simulator.handlers);
  beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
  afterEach(() => simulator.reset());
  afterAll(() => server.close());
  return simulator;
}

/** Returns `count` links, which nothing fetches. */
export function links(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `https://example.com/${i}.png`);
}
