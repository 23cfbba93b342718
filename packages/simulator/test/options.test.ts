import { expect, it } from "vitest";
import { createSimulator } from "../src/index.ts";
import { serveSimulator } from "../src/server.ts";

it("refuses a provider that it does not mock", () => {
  // As a caller without types, or with the name from a configuration, passes it.
  const providers = JSON.parse('["ark", "arc"]');
  expect(() => createSimulator({ providers })).toThrow(
    '"arc" is not a provider of the simulator; it has ark, 302ai, anyfast, apimart',
  );
});

it("closes its server when it refuses an option", async () => {
  const free = await serveSimulator();
  const port = Number(new URL(free.url).port);
  await free.close();
  await expect(serveSimulator({ port, latency: -1 })).rejects.toThrow(RangeError);
  const { close } = await serveSimulator({ port });
  await close();
});

it.each([-1, Number.NaN])("refuses the latency %s", async (latency) => {
  const message = `latency is ${latency}; it must be a number of ms, 0 or more`;
  expect(() => createSimulator({ latency })).toThrow(message);
  await expect(serveSimulator({ latency })).rejects.toThrow(message);
});
