import { describe, expect, it } from "vitest";
import { faults } from "../src/money/faults.ts";
import { outcomeOf } from "../src/money/outcome.ts";
import { countSubmissions } from "../src/money/server.ts";
import { loadPeer, ours, peerNames } from "../src/peers/peers.ts";

describe("countSubmissions()", () => {
  it("counts POSTs only", async () => {
    const submissions = await countSubmissions({ status: 200, json: { ok: true } }, async (origin) => {
      await fetch(origin, { method: "POST", body: "{}" });
      const response = await fetch(origin);
      expect(await response.json()).toEqual({ ok: true });
    });
    expect(submissions).toBe(1);
  });

  it("counts a POST whose connection it drops", async () => {
    const submissions = await countSubmissions("drop", async (origin) => {
      await expect(fetch(origin, { method: "POST", body: "{}" })).rejects.toThrow();
    });
    expect(submissions).toBe(1);
  });
});

describe("outcomeOf()", () => {
  it.each(faults)("has one submission of ours after: $title", async (fault) => {
    expect((await outcomeOf(await loadPeer(ours), fault))?.submissions).toBe(1);
  });

  it("returns the result of a program in words", async () => {
    const outcomes = await Promise.all(faults.map(async (fault) => outcomeOf(await loadPeer(ours), fault)));
    expect(outcomes.map((met) => met?.outcome)).toEqual([
      "OutcomeUnknownError, charged: unknown",
      "OutcomeUnknownError, charged: unknown",
      "ContentPolicyError, charged: no",
      "ContentPolicyError, charged: no",
      "2 of 3, ContentPolicyError",
    ]);
  });

  it.each(peerNames)("reads the images of a group with %s, or fails", async (name) => {
    const blocked = faults.at(-1);
    if (!blocked) throw new Error("There are no faults");
    expect((await outcomeOf(await loadPeer(name), blocked))?.outcome).toMatch(/^2 of 3|Error$/);
  });
});
