import { memoryStore } from "@seedream-clients/jobs";
import { serveSimulator } from "@seedream-clients/simulator/server";
import { expect, it, onTestFinished } from "vitest";
import { openCore } from "../server/core.ts";
import { openOffers } from "../server/providers.ts";
import { openWireLog } from "../server/wire-log.ts";

it("keeps no image of a run that was deleted while its link did not respond", async () => {
  const simulator = await serveSimulator();
  const kept = new Set<unknown>();
  const responds = Promise.withResolvers<void>();
  const images = {
    async save(_: unknown, name: string) {
      await responds.promise;
      kept.add(name);
      return name;
    },
    read: async () => new Uint8Array(),
    async remove(name: unknown) {
      kept.delete(name);
    },
  };
  const journal = memoryStore();
  const wire = openWireLog(journal);
  const offers = openOffers(
    (name) => ({ apiKey: "no-key-needed", baseURL: simulator.baseURLs[name] }),
    {},
    wire.options,
  );
  const core = await openCore({ offers, journal, wire, images, keepsTasks: false });
  onTestFinished(async () => {
    await core.close();
    await simulator.close();
  });
  core.start();
  const ask = async (method: string, path: string, body?: object) =>
    core.api.request(`http://studio.test/api/${path}`, {
      method,
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      ...(body && { body: JSON.stringify(body) }),
    });
  const id = `${crypto.randomUUID()}-0`;
  const saving = async () => (await (await ask("GET", "history")).json()).runs[0]?.took !== undefined;
  await ask("POST", "runs", { id, client: "ark-simulated", stream: true, request: { prompt: "A heron" } });
  await expect.poll(saving).toBe(true);
  expect((await ask("DELETE", `history/${id}`)).status).toBe(204);
  responds.resolve();
  await expect.poll(() => core.isBusy()).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([...kept]).toEqual([]);
});
