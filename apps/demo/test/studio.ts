import { request as httpRequest } from "node:http";
import type { GenerateBody, RunEvent } from "../server/messages.ts";
import type { Studio } from "../server/studio.ts";

/** Asks a studio for images, as its page does. */
export function generate(studio: Studio, request: Partial<GenerateBody["request"]>, init: RequestInit = {}) {
  const body = JSON.stringify({ provider: "ark-simulated", request: { prompt: "A heron", ...request } });
  const headers = { "content-type": "application/json" };
  return fetch(`${studio.url}/api/generate`, { method: "POST", headers, body, ...init });
}

/** The events of a run, to its end. */
export async function eventsOf(response: Response): Promise<RunEvent[]> {
  const text = await response.text();
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
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
