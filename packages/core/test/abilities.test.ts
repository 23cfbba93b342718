import { describe, expect, it } from "vitest";
import { type Abilities, fit } from "../src/abilities.ts";
import type { ImageRequest } from "../src/contract.ts";

const able: Abilities = {
  output: { formats: ["jpeg", "png"], selectable: true, deliveries: ["url", "inline"] },
  promptOptimization: ["standard", "fast"],
  seed: [0, 9],
  stream: true,
};
const unable: Abilities = {
  output: { formats: ["jpeg"], selectable: false, deliveries: ["url"] },
  promptOptimization: [],
  stream: false,
};

function fitted(request: Omit<ImageRequest, "prompt">, abilities: Abilities) {
  const notes: unknown[] = [];
  return { ...fit({ prompt: "a kite", ...request }, abilities, (...note) => notes.push(note)), notes };
}

const nothing = { seed: undefined, promptOptimization: undefined, delivery: "url", format: undefined, notes: [] };

describe("a wish", () => {
  it("that was not made is none, and links are the usual delivery", () => {
    for (const abilities of [able, unable]) expect(fitted({}, abilities)).toEqual(nothing);
  });

  it.each<[keyof typeof nothing, Omit<ImageRequest, "prompt">, unknown]>([
    ["seed", { seed: 0 }, 0],
    ["promptOptimization", { promptOptimization: "fast" }, "fast"],
    ["delivery", { output: { delivery: "inline" } }, "inline"],
    ["format", { output: { format: "png" } }, "png"],
    ["format", { output: { format: "jpeg" } }, "jpeg"],
  ])("that the model fulfils is kept: %s", (name, request, value) => {
    expect(fitted(request, able)).toEqual({ ...nothing, [name]: value });
  });

  it.each<[string, Omit<ImageRequest, "prompt">, unknown, unknown]>([
    ["seed", { seed: 0 }, 0, undefined],
    ["promptOptimization", { promptOptimization: "fast" }, "fast", []],
    ["output.delivery", { output: { delivery: "inline" } }, "inline", ["url"]],
    ["output.format", { output: { format: "png" } }, "png", ["jpeg"]],
  ])("that it does not is noted and left out: %s", (feature, request, value, allowed) => {
    expect(fitted(request, unable)).toEqual({ ...nothing, notes: [[feature, "left-out", value, allowed]] });
  });

  it("for the format that the model makes anyway is fulfilled without a word", () => {
    expect(fitted({ output: { format: "jpeg" } }, unable)).toEqual(nothing);
  });

  it("for a format that is not among those to choose from is noted", () => {
    const jpegOnly: Abilities = { ...able, output: { ...able.output, formats: ["jpeg"] } };
    expect(fitted({ output: { format: "png" } }, jpegOnly).notes).toEqual([
      ["output.format", "left-out", "png", ["jpeg"]],
    ]);
  });

  it("for a delivery stands where the model names none", () => {
    const silent: Abilities = { ...able, output: { ...able.output, deliveries: [] } };
    expect(fitted({ output: { delivery: "inline" } }, silent).delivery).toBe("inline");
  });
});
