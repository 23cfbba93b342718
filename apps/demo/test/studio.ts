import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GenerateBody, RunEvent } from "../server/messages.ts";
import { openStudio, type Studio, type StudioOptions } from "../server/studio.ts";
import { eventsIn } from "../src/events-in.ts";

/** A studio in a folder of its own, which goes with it. */
export interface TestStudio extends Studio {
  readonly data: string;
}

export async function openTestStudio(options: Partial<StudioOptions> = {}): Promise<TestStudio> {
  const data = await mkdtemp(join(tmpdir(), "studio-"));
  const studio = await openStudio({ port: 0, data, ...options });
  return {
    ...studio,
    data,
    async close() {
      await studio.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Asks a studio for images, as its page does. */
export function generate(studio: Studio, request: Partial<GenerateBody["request"]>, init: RequestInit = {}) {
  const body = JSON.stringify({ provider: "ark-simulated", request: { prompt: "A heron", ...request } });
  const headers = { "content-type": "application/json" };
  return fetch(`${studio.url}/api/generate`, { method: "POST", headers, body, ...init });
}

/** The events of a run, to its end. */
export async function eventsOf(response: Response): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of eventsIn(response)) events.push(event);
  return events;
}

/** A request with any headers: `fetch` does not let one choose `Host`. */
export function statusOf(url: string, headers: Record<string, string>, method = "GET"): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on("error", reject).end();
  });
}
