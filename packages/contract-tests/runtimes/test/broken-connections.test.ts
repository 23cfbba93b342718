import { createArk } from "@seedream-clients/ark";
import { OutcomeUnknownError, SeedreamError } from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import { events, image, whole } from "../../src/faults/bodies.ts";
import { destroy, pause, respond, respondInChunks } from "../../src/faults/handlers.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";

const server = useFaultServer();

describe("over a connection that breaks, a client", () => {
  const create = () => createArk({ apiKey: "sk-runtimes-5b1d9c2e7f3a", baseURL: server().origin });

  it("sends one request when a reused connection is closed before the headers", async () => {
    const log = await server().respondWith(respond(whole({ url: image(0).url })), destroy);
    const client = create();
    expect((await client.generate({ prompt: "A lighthouse" })).images).toMatchObject([{ ok: true }]);
    const error = await client.generate({ prompt: "A lighthouse" }).catch((cause: unknown) => cause);
    expect(await log.posts()).toBe(2);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ charged: "unknown", retryable: false });
  });

  it("keeps images that arrived some time before the connection was closed", async () => {
    const arrived = [0, 1, 2].map((index) => image(index));
    const log = await server().respondWith(
      respondInChunks({ type: "text/event-stream" }, [events(...arrived).text, pause(200)], "close"),
    );
    const { images, interrupted } = await create().generate({ prompt: "Four lighthouses", count: 4 });
    expect(images.map((outcome) => outcome.ok && outcome.image.url)).toEqual(arrived.map(({ url }) => url));
    expect(SeedreamError.isInstance(interrupted)).toBe(true);
    expect(await log.posts()).toBe(1);
  });
});
