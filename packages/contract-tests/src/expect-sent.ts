import { expect } from "vitest";
import type { Channel, Sent } from "./channel.ts";
import type { ContractProvider } from "./provider.ts";
import { apiKey } from "./run.ts";

/** Checks what holds for every request that goes out. */
export function expectSent(sent: readonly Sent[], provider: ContractProvider, { baseURL }: Channel): void {
  for (const { method, url, headers } of sent) {
    expect(headers.get("authorization")).toBe(`Bearer ${apiKey}`);
    if (provider.requestIdHeader) expect(headers.get(provider.requestIdHeader)).toBeTruthy();
    if (method !== "POST") continue;
    expect(url).toBe(baseURL + provider.path);
    expect(headers.get("content-type")).toBe("application/json");
  }
}
