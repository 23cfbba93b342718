import type { ImageEvent, SeedreamClient } from "@seedream-clients/core";
import { ContentPolicyError, InvalidRequestError } from "@seedream-clients/core";
import { expect, test } from "vitest";
import { createWebClient } from "../src/page.ts";
import { fetchOf, handlerOf, openSimulator, submissionsOf } from "./servers.ts";

const url = "http://app.test/api/seedream";

test("generates through the handler, and reads the image from it", async () => {
  const simulator = await openSimulator();
  const client: SeedreamClient = createWebClient({ url, fetch: fetchOf(handlerOf(simulator)) });
  const result = await client.generate({ prompt: "A lighthouse at dusk", size: "2K" });
  expect(result).toMatchObject({ provider: "ark", usage: { images: 1 }, interrupted: undefined });
  expect(result.createdAt).toBeInstanceOf(Date);
  expect(result.image.url).toMatch(/^http:\/\/app\.test\/api\/seedream\/runs\/\w+\/images\/0$/);
  expect((await result.image.bytes()).length).toBeGreaterThan(500);
  expect((await result.image.blob()).type).toBe("image/jpeg");
  expect(submissionsOf(simulator)).toHaveLength(1);
});

test("streams the events of a group in order, once each", async () => {
  const simulator = await openSimulator();
  const client = createWebClient({ url, fetch: fetchOf(handlerOf(simulator)) });
  const events: ImageEvent[] = [];
  for await (const event of client.stream({ prompt: "Four postcards", count: 4 })) events.push(event);
  expect(events.filter(({ type }) => type === "image").map((event) => "index" in event && event.index)).toEqual([
    0, 1, 2, 3,
  ]);
  expect(events[0]).toMatchObject({ type: "progress", status: "submitted", expected: 4 });
  expect(events.at(-1)).toMatchObject({ type: "completed" });
});

test("throws the provider's errors with their classes", async () => {
  const simulator = await openSimulator();
  simulator.simulator.next("ark", "content-blocked");
  const client = createWebClient({ url, fetch: fetchOf(handlerOf(simulator)) });
  const error = await client.generate({ prompt: "A lighthouse" }).catch((cause: unknown) => cause);
  expect(ContentPolicyError.isInstance(error) && error).toMatchObject({ status: 400, charged: "no", provider: "ark" });
  expect(ContentPolicyError.isInstance(error) && error.subject).toBe("prompt");
  expect(String(error)).toMatch(/^ContentPolicyError: .+\[ark, HTTP 400[^[]+\]$/);
});

test("validates without sending anything to the provider", async () => {
  const simulator = await openSimulator();
  const client = createWebClient({ url, fetch: fetchOf(handlerOf(simulator)) });
  const { issues, cost } = await client.validate({ prompt: "A lighthouse", size: "64x64" });
  expect(issues).toMatchObject([{ path: ["size"], code: "limit" }]);
  expect(cost?.total.currency).toBe("CNY");
  expect(simulator.simulator.calls).toEqual([]);
});

test("refuses a request that breaks a limit of the model before it costs anything", async () => {
  const simulator = await openSimulator();
  const client = createWebClient({ url, fetch: fetchOf(handlerOf(simulator)) });
  const error = await client.generate({ prompt: "A lighthouse", size: "64x64" }).catch((cause: unknown) => cause);
  expect(InvalidRequestError.isInstance(error) && error).toMatchObject({ status: 400, charged: "no" });
  expect(simulator.simulator.calls).toEqual([]);
});
