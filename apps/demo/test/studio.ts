import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImageEvent } from "@seedream-clients/core";
import { createWebClient } from "@seedream-clients/web/page";
import type { PageRequest, RunPage, RunRecord } from "../server/messages.ts";
import { openStudio, type Studio, type StudioOptions } from "../server/node/open-studio.ts";

/** A studio in a folder of its own, which is deleted when it closes. */
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
      // An aborted save may still write.
      await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

export const clientOf = (studio: Studio, client = "ark-simulated") =>
  createWebClient({ url: `${studio.url}/api`, client });

/** Returns an id of the form that the page uses. */
export const newId = () => `${crypto.randomUUID()}-0`;

/** An event of a run, or at last the error that ended it. */
type Watched = ImageEvent | { readonly type: "error"; readonly error: unknown };

/** Asks a studio for images as its page does, and returns all events. */
export async function generate(
  studio: Studio,
  request: Partial<PageRequest> = {},
  { id = newId(), client = "ark-simulated" } = {},
): Promise<Watched[]> {
  const events: Watched[] = [];
  const options = { clientRequestId: id, keepRun: true };
  try {
    for await (const event of clientOf(studio, client).stream({ prompt: "A heron", ...request }, options)) {
      events.push(event);
    }
  } catch (error) {
    events.push({ type: "error", error });
  }
  return events;
}

/** The runs that a studio keeps, newest first. */
export async function runsOf(studio: Studio, query = ""): Promise<readonly RunRecord[]> {
  const page: RunPage = await (await fetch(`${studio.url}/api/history${query}`)).json();
  return page.runs;
}

/** Returns the status of a request with any headers, because `fetch` cannot set `Host`. */
export function statusOf(url: string, headers: Record<string, string>, method = "GET"): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on("error", reject).end();
  });
}
