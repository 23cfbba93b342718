import { expect, it } from "vitest";
import { createSimulator } from "../src/index.ts";
import { serveSimulator } from "../src/server.ts";

it("refuses a provider that it does not mock", () => {
  // From JSON, as by a caller without types, or with a name from a configuration.
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

it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the latency %s", async (latency) => {
  const message = `latency is ${latency}; it must be a number of ms, 0 or more`;
  expect(() => createSimulator({ latency })).toThrow(message);
  await expect(serveSimulator({ latency })).rejects.toThrow(message);
});

it.each(["", "images.test", "localhost:4010", "ftp://images.test", "https://"])(
  "refuses the publicURL %j",
  (publicURL) => {
    expect(() => createSimulator({ publicURL })).toThrow(`publicURL is "${publicURL}"; it must be a URL such as`);
  },
);

it("refuses an empty host, and a name in place of a port", async () => {
  await expect(serveSimulator({ host: "" })).rejects.toThrow("host is empty; pass 127.0.0.1");
  // As from the environment in a program without types. Node would create a file of that name.
  const port = JSON.parse('"http"');
  await expect(serveSimulator({ port })).rejects.toThrow("port is http; it must be a whole number from 0 to 65535");
});
