import { afterEach, describe, expect, test, vi } from "vitest";
import { explain } from "../src/errors/explain.ts";
import { languages } from "../src/words/words.ts";

const live = { name: "ark", title: "Volcengine Ark", live: true } as const;
const unknown = { name: "AbortedError", message: "The run was cancelled", charged: "unknown" } as const;

describe("an error of a live run that may have been charged", () => {
  test.each([
    [{ clientRequestId: "our-id" }, "Ask Volcengine Ark with the id our-id before you repeat it."],
    [{ requestId: "their-id", clientRequestId: "our-id" }, "Ask Volcengine Ark with the id their-id before"],
    [{}, "Ask Volcengine Ark before you repeat it."],
  ])("names the id to ask with, if there is one: %j", (ids, text) => {
    expect(explain({ ...unknown, ...ids }, languages.en, live).charge).toContain(text);
  });
});

describe("a cancellation without a response of the studio's server", () => {
  afterEach(() => void vi.unstubAllGlobals());

  test.each([
    ["is not reached", async () => Promise.reject(new TypeError("Failed to fetch"))],
    [
      "is behind a proxy",
      async () => new Response("<html>", { status: 502, headers: { "content-type": "text/html" } }),
    ],
  ])("says that the run goes on and may be charged, when the server %s", async (_, fetch) => {
    vi.stubGlobal("location", new URL("http://127.0.0.1:4280/"));
    vi.stubGlobal("fetch", fetch);
    const { cancel } = await import("../src/api.ts");
    const error = await cancel("0123456789abcdef-0").catch((cause: Error) => cause);
    if (!(error instanceof Error)) throw new Error("It was cancelled");
    expect(explain(error, languages.en)).toMatchObject({
      message: "The studio did not respond, so this run was not cancelled and goes on.",
      charge: "On the live provider it might have been charged.",
    });
  });
});
