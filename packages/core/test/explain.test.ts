import { describe, expect, it } from "vitest";
import { anyModel } from "../src/any-model.ts";
import { InvalidRequestError } from "../src/errors.ts";
import { explain } from "../src/explain.ts";
import type { Finding } from "../src/finding.ts";
import { catalogue } from "./fake-provider.ts";

const model = { spec: catalogue.models[0], model: "wire-9" } as Parameters<typeof explain>[1];
const unknown = { ...model, spec: undefined, model: "ep-1" };

function said(finding: Partial<Finding>, about = model): string {
  const whole = { feature: "it", rule: "field", value: undefined, allowed: undefined, ...finding } as const;
  return explain([whole], about, "fake", "warn")[0]?.message ?? "";
}

describe("a finding in words", () => {
  it.each<[string, Partial<Finding>]>([
    ["it is empty; say what to make", { rule: "empty" }],
    [
      "seedream-9 on fake is not offered in region here; it is in there, elsewhere",
      { rule: "region", value: "here", allowed: ["there", "elsewhere"] },
    ],
    ["seedream-9 on fake was shut down by the provider; expect an answer of 404", { rule: "retired" }],
    ['it is "x"; it must look like 2K', { rule: "form", value: "x", allowed: ["2K"] }],
    [
      'size.aspectRatio is "x"; it must look like 16:9, and no longer than 1000:1',
      { feature: "size.aspectRatio", rule: "form", value: "x" },
    ],
    ['size.resolution is "x"; it must look like 2K', { feature: "size.resolution", rule: "form", value: "x" }],
    [
      'size is "x"; seedream-9 on fake takes 2K, pixels such as 2048x2048',
      { feature: "size", rule: "choice", value: "x", allowed: ["2K"] },
    ],
    [
      "2x3 has 6 pixels; seedream-9 on fake takes 1,000 to 2,000.5",
      { rule: "pixels", value: "2x3", allowed: [1000, 2000.5] },
    ],
    [
      "2x3 is 0.6667 times as wide as high; seedream-9 on fake takes 1 to 2",
      { rule: "ratio", value: "2x3", allowed: [1, 2] },
    ],
    ["it are 3; seedream-9 on fake takes none", { rule: "most", value: 3, allowed: 0 }],
    ["it are 3; seedream-9 on fake takes at most 2", { rule: "most", value: 3, allowed: 2 }],
    [
      "Reference images and images to make are 16 together; seedream-9 on fake takes at most 15",
      { rule: "together", value: 16, allowed: 15 },
    ],
    [
      "Reference images and images to make are 16 together; seedream-9 on fake takes at most 15, and may make fewer",
      { rule: "together-advised", value: 16, allowed: 15 },
    ],
    [
      'it is "auto"; seedream-9 on fake takes that only with at least one reference image',
      { rule: "needs-reference", value: "auto" },
    ],
    ["it has 2,000 bytes; seedream-9 on fake takes at most 1,000", { rule: "bytes", value: 2000, allowed: 1000 }],
    ["it is gif; seedream-9 on fake takes jpeg, png", { rule: "format", value: "gif", allowed: ["jpeg", "png"] }],
    ["it is no image of a format known here; seedream-9 on fake takes none", { rule: "no-image", allowed: [] }],
    ["it is no image of a format known here; pass the link or the bytes of an image", { rule: "no-image" }],
    ["it are 12; seedream-9 on fake documents at most 10", { rule: "advised", value: 12, allowed: 10 }],
    ["as it was said", { rule: "field", value: "as it was said" }],
    ["it was left out: seedream-9 on fake takes none", { rule: "left-out" }],
    ["seedream-9 on fake does not stream; the events come from one answer", { rule: "no-stream" }],
    ['it is "7"; seedream-9 on fake takes whole numbers from 1 to 2', { rule: "range", value: "7", allowed: [1, 2] }],
    ["it is 7; seedream-9 on fake takes 1", { rule: "range", value: 7, allowed: [1, 1] }],
    [
      `it is "${"x".repeat(80)}"; seedream-9 on fake takes a, b`,
      { rule: "choice", value: "x".repeat(99), allowed: ["a", "b"] },
    ],
  ])("%s", (message, finding) => {
    expect(said(finding)).toBe(message);
  });

  it("names an unknown model by its id", () => {
    expect(said({ rule: "left-out" }, unknown)).toBe("it was left out: ep-1 on fake takes none");
  });

  it("is a refusal only for what breaks a limit, and only if asked to be", () => {
    const findings = (["left-out", "no-stream", "retired", "advised", "together-advised", "range"] as const).map(
      (rule) => ({
        feature: rule,
        rule,
        value: 1,
        allowed: undefined,
      }),
    );
    const types = explain(findings, model, "fake", "warn").map(({ type }) => type);
    expect(types).toEqual(["unsupported", "unsupported", "advice", "advice", "advice", "limit"]);
    expect(explain(findings, model, "fake", "off")).toHaveLength(5);
    const refuse = () => explain(findings, model, "fake", "error");
    expect(refuse).toThrow(InvalidRequestError);
    expect(refuse).toThrow(expect.objectContaining({ provider: "fake", charged: "no" }));
    expect(explain(findings.slice(0, 5), model, "fake", "error")).toHaveLength(5);
  });
});

describe("what any model of a provider can", () => {
  it("is what some model of it can", () => {
    expect(anyModel(catalogue)).toEqual({
      output: { formats: [], selectable: false, deliveries: ["url", "inline"] },
      promptOptimization: ["standard"],
      seed: [-1, 10],
      stream: true,
    });
  });

  it("is nothing where no model can anything", () => {
    const [, old] = catalogue.models;
    if (!old) throw new Error("The catalogue has two models");
    const { seed: _, ...seedless } = old;
    expect(anyModel({ ...catalogue, models: [seedless] })).toEqual({
      output: { formats: [], selectable: false, deliveries: ["url"] },
      promptOptimization: [],
      stream: false,
    });
  });
});
