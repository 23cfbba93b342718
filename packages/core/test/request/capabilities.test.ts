import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelCatalogue, ModelSpec } from "../../src/contract/catalogue.ts";
import type { ImageRequest } from "../../src/contract/request.ts";
import type { PreparedRequest, ProviderFacts, WireSupport } from "../../src/provider.ts";
import { anyModel, type Capabilities, dropUnsupported, fitToWire } from "../../src/request/capabilities.ts";
import { Report } from "../../src/request/report.ts";
import type { ResolvedSize } from "../../src/request/size.ts";
import { catalogue, fake } from "../fake-provider.ts";

const [spec, plain] = catalogue.models;
if (!spec || !plain) throw new Error("The catalogue has two models");

describe("anyModel", () => {
  const offering = (...models: ModelSpec[]): ModelCatalogue => ({ ...catalogue, models });
  const choosy: ModelSpec = { ...spec, output: { ...spec.output, formats: ["png", "jpeg"], selectable: true } };

  it("has every capability that some model of the provider has", () => {
    expect(anyModel(catalogue)).toEqual({
      output: { formats: [], selectable: false, deliveries: ["url", "inline"] },
      promptOptimization: ["standard"],
      seed: [-1, 10],
      stream: true,
    });
  });

  it("has no capability that no model has", () => {
    const { seed: _, ...seedless } = plain;
    expect(anyModel(offering(seedless))).toEqual({
      output: { formats: [], selectable: false, deliveries: ["url"] },
      promptOptimization: [],
      stream: false,
    });
    expect(anyModel(offering())).not.toHaveProperty("seed");
  });

  it("lists the formats of the models that offer a choice, each once", () => {
    expect(anyModel(offering(plain, choosy, choosy)).output).toEqual({
      formats: ["png", "jpeg"],
      selectable: true,
      deliveries: ["url", "inline"],
    });
    expect(anyModel(offering(plain, spec)).output).toMatchObject({ formats: [], selectable: false });
  });
});

describe("dropUnsupported", () => {
  const able: Capabilities = {
    output: { formats: ["jpeg", "png"], selectable: true, deliveries: ["url", "inline"] },
    promptOptimization: ["standard", "fast"],
    seed: [0, 9],
    stream: true,
  };
  const unable: Capabilities = {
    output: { formats: ["jpeg"], selectable: false, deliveries: ["url"] },
    promptOptimization: [],
    stream: false,
  };
  const nothing = { seed: undefined, promptOptimization: undefined, delivery: "url", format: undefined, warnings: [] };

  function kept(request: Omit<ImageRequest, "prompt">, capabilities: Capabilities) {
    const report = new Report("seedream-9 on fake");
    const result = dropUnsupported(request, capabilities, report);
    expect(report.issues).toEqual([]);
    return { ...result, warnings: report.warnings };
  }

  const noField = "does not accept the field";
  const dropped = (feature: string, value: unknown, rule: string) => ({
    type: "unsupported",
    feature,
    message: `${feature} ${value} was dropped; seedream-9 on fake ${rule}`,
  });

  it("adds nothing to a request without wishes, and asks for links", () => {
    for (const capabilities of [able, unable]) expect(kept({}, capabilities)).toEqual(nothing);
  });

  it.each<[keyof typeof nothing, Omit<ImageRequest, "prompt">, unknown]>([
    ["seed", { seed: 0 }, 0],
    ["promptOptimization", { promptOptimization: "fast" }, "fast"],
    ["delivery", { output: { delivery: "inline" } }, "inline"],
    ["format", { output: { format: "png" } }, "png"],
    ["format", { output: { format: "jpeg" } }, "jpeg"],
  ])("keeps a %s that the model accepts", (name, request, value) => {
    expect(kept(request, able)).toEqual({ ...nothing, [name]: value });
  });

  it.each<[string, Omit<ImageRequest, "prompt">, string, string]>([
    ["seed", { seed: 0 }, "0", noField],
    ["promptOptimization", { promptOptimization: "fast" }, '"fast"', noField],
    ["output.delivery", { output: { delivery: "inline" } }, '"inline"', "accepts url"],
    ["output.format", { output: { format: "png" } }, '"png"', noField],
  ])("drops a %s that the model does not accept, with a warning", (feature, request, value, rule) => {
    expect(kept(request, unable)).toEqual({ ...nothing, warnings: [dropped(feature, value, rule)] });
  });

  it("names the modes that the model accepts instead", () => {
    const standard: Capabilities = { ...able, promptOptimization: ["standard"] };
    expect(kept({ promptOptimization: "fast" }, standard).warnings).toEqual([
      dropped("promptOptimization", '"fast"', "accepts standard"),
    ]);
    const slow = { promptOptimization: "slow" } as unknown as Parameters<typeof kept>[0];
    expect(kept(slow, able).warnings).toEqual([dropped("promptOptimization", '"slow"', "accepts standard, fast")]);
  });

  it("does not send the format that the model makes in any case, and does not warn of it", () => {
    expect(kept({ output: { format: "jpeg" } }, unable)).toEqual(nothing);
  });

  it("drops a format that the model does not offer, and names the offered ones", () => {
    const among = (...formats: Capabilities["output"]["formats"]): Capabilities => ({
      ...able,
      output: { ...able.output, formats },
    });
    expect(kept({ output: { format: "png" } }, among("jpeg"))).toEqual({
      ...nothing,
      warnings: [dropped("output.format", '"png"', "accepts jpeg")],
    });
    expect(kept({ output: { format: "jpeg" } }, among("webp", "png")).warnings).toEqual([
      dropped("output.format", '"jpeg"', "accepts png"),
    ]);
    expect(kept({ output: { format: "jpeg" } }, among("webp")).warnings).toEqual([
      dropped("output.format", '"jpeg"', noField),
    ]);
  });

  it("falls back to the model's first delivery if it lacks the requested one", () => {
    const inlineOnly: Capabilities = { ...able, output: { ...able.output, deliveries: ["inline"] } };
    expect(kept({ output: { delivery: "url" } }, inlineOnly)).toEqual({
      ...nothing,
      delivery: "inline",
      warnings: [dropped("output.delivery", '"url"', "accepts inline")],
    });
  });

  it("keeps the requested delivery if the model names none", () => {
    const silent: Capabilities = { ...able, output: { ...able.output, deliveries: [] } };
    expect(kept({ output: { delivery: "inline" } }, silent).delivery).toBe("inline");
  });

  it("warns of every wish that it drops", () => {
    const wishes: ImageRequest = {
      prompt: "a kite",
      seed: 1,
      promptOptimization: "standard",
      output: { delivery: "inline", format: "png" },
    };
    expect(kept(wishes, unable).warnings.map(({ feature }) => feature)).toEqual([
      "seed",
      "promptOptimization",
      "output.delivery",
      "output.format",
    ]);
  });
});

describe("fitToWire", () => {
  type Fitted = Pick<PreparedRequest, "count" | "references" | "size" | "spec" | "watermark">;

  const able: WireSupport = { watermark: true, count: true, references: "inline", size: "pixels" };
  const uploads: ProviderFacts["uploads"] = { linkOf: () => undefined };
  const asked: Fitted = { count: 1, references: [], size: { text: "2048x2048" }, spec, watermark: false };
  const inline = "data:image/png;base64,iVBORw0KGgo=";
  const link = "https://files.test/a.png";

  function fitted(request: Partial<Fitted>, wire: Partial<WireSupport>, facts: Pick<ProviderFacts, "uploads"> = {}) {
    const report = new Report("seedream-9 on fake");
    const result = fitToWire({ ...asked, ...request }, { ...fake, wire: { ...able, ...wire }, ...facts }, report);
    return { ...result, issues: report.issues, warnings: report.warnings };
  }

  const cannotSend = (path: PropertyKey[], message: string) => ({ path, message, code: "cannot-send" });

  it("changes nothing that the wire can express", () => {
    const request = { count: 15, references: [inline, link], watermark: true };
    expect(fitted(request, {})).toEqual({ count: 15, size: asked.size, issues: [], warnings: [] });
  });

  describe("without a field for the watermark", () => {
    it("drops the wish for one with a warning", () => {
      expect(fitted({ watermark: true }, { watermark: false })).toMatchObject({
        issues: [],
        warnings: [
          { type: "unsupported", feature: "watermark", message: "watermark was dropped; fake has no field for it" },
        ],
      });
    });

    it("does not warn if none was requested", () => {
      expect(fitted({}, { watermark: false }).warnings).toEqual([]);
    });
  });

  describe("without a field for the count", () => {
    it("refuses more than one image, because fewer images would be made and paid for", () => {
      expect(fitted({ count: 2 }, { count: false })).toEqual({
        count: 1,
        size: asked.size,
        issues: [cannotSend(["count"], "count is 2; fake makes one image per request")],
        warnings: [],
      });
    });

    it("accepts one image", () => {
      expect(fitted({}, { count: false })).toMatchObject({ count: 1, issues: [] });
    });

    it("asks for one image if the number is not a count", () => {
      for (const count of [0, -1, 0.5, Number.NaN]) expect(fitted({ count }, { count: false }).count).toBe(1);
    });
  });

  describe("with links only", () => {
    it("refuses each inline reference at its place", () => {
      expect(fitted({ references: [inline, link, inline] }, { references: "link" }).issues).toEqual([
        cannotSend(["images", 0], "images[0] is inline; fake accepts links only"),
        cannotSend(["images", 2], "images[2] is inline; fake accepts links only"),
      ]);
    });

    it("accepts links, and no references at all", () => {
      expect(fitted({ references: [link, "http://a.test/?data:image/png"] }, { references: "link" }).issues).toEqual(
        [],
      );
      expect(fitted({}, { references: "link" }).issues).toEqual([]);
    });

    it("accepts inline references that become links by upload", () => {
      expect(fitted({ references: [inline, link] }, { references: "link" }, { uploads }).issues).toEqual([]);
    });

    it.each(["data:,kite", "data:text/html;base64,AAAA", "data:image/png,kite", "data:image/png;base64,"])(
      "refuses an inline reference that cannot be uploaded: %s",
      (reference) => {
        expect(fitted({ references: [link, reference] }, { references: "link" }, { uploads }).issues).toEqual([
          cannotSend(["images", 1], "images[1] is inline; fake accepts links only"),
        ]);
        expect(fitted({ references: [reference] }, {}, { uploads }).issues).toEqual([]);
      },
    );
  });

  describe("with pixels", () => {
    it("passes any size on as it is", () => {
      const sizes: ResolvedSize[] = [
        {},
        { text: "2K" },
        { text: "2848x1600" },
        { text: "1x1", aspectRatio: "1:1", tier: "2K" },
      ];
      for (const size of sizes) {
        const result = fitted({ size }, { size: "pixels" });
        expect(result.size).toBe(size);
        expect(result.issues).toEqual([]);
      }
    });
  });

  describe("with an aspect ratio and a resolution, or pixels", () => {
    const calculated = { text: "2200x1700", aspectRatio: "22:17", tier: "2K" } as const;

    it("asks for an aspect ratio outside the model's tables in pixels", () => {
      const { size, issues } = fitted({ size: calculated, spec }, { size: "any" });
      expect({ size, issues }).toEqual({ size: { text: "2200x1700" }, issues: [] });
    });

    it("keeps the aspect ratio for an unknown model", () => {
      expect(fitted({ size: calculated, spec: undefined }, { size: "any" }).size).toEqual(calculated);
    });

    it("keeps an aspect ratio of the tables", () => {
      const listed = { text: "2848x1600", aspectRatio: "16:9", tier: "2K" } as const;
      expect(fitted({ size: listed, spec }, { size: "any" }).size).toEqual(listed);
    });
  });

  describe("with an aspect ratio and a resolution only", () => {
    it("finds both for pixels of the model's tables", () => {
      expect(fitted({ size: { text: "2848x1600" } }, { size: "ratio" })).toMatchObject({
        size: { text: "2848x1600", aspectRatio: "16:9", tier: "2K" },
        issues: [],
      });
    });

    it.each<[ResolvedSize, ResolvedSize]>([
      [{}, {}],
      [{ text: "4K" }, { text: "4K", tier: "4K" }],
      [
        { text: "2200x1700", aspectRatio: "22:17", tier: "2K" },
        { text: "2200x1700", aspectRatio: "22:17", tier: "2K" },
      ],
      [{ text: "adaptive" }, { text: "adaptive" }],
    ])("accepts %j", (size, expected) => {
      for (const known of [spec, undefined]) {
        expect(fitted({ size, spec: known }, { size: "ratio" })).toMatchObject({ size: expected, issues: [] });
      }
    });

    it("refuses pixels of no table, and any pixels of an unknown model, with the form to pass", () => {
      const remedy = "fake accepts no pixels: pass { aspectRatio, resolution }";
      expect(fitted({ size: { text: "2000x2000" } }, { size: "ratio" })).toMatchObject({
        size: { text: "2000x2000" },
        issues: [cannotSend(["size"], `size is "2000x2000"; ${remedy}`)],
      });
      expect(fitted({ size: { text: "2048x2048" }, spec: undefined }, { size: "ratio" }).issues).toEqual([
        cannotSend(["size"], `size is "2048x2048"; ${remedy}`),
      ]);
    });

    it("never passes on pixels without an aspect ratio, unless it refuses them", () => {
      const side = fc.constantFrom(1600, 2048, 2848, 4096, 1000);
      fc.assert(
        fc.property(side, side, (width, height) => {
          const { size, issues } = fitted({ size: { text: `${width}x${height}` } }, { size: "ratio" });
          expect(issues.length).toBe(size.aspectRatio && size.tier ? 0 : 1);
        }),
      );
    });
  });

  describe("with pixels beside an aspect ratio and a resolution", () => {
    it("prefers the aspect ratio and the resolution", () => {
      expect(fitted({ size: { text: "2848x1600" } }, { size: "any" })).toMatchObject({
        size: { text: "2848x1600", aspectRatio: "16:9", tier: "2K" },
        issues: [],
      });
      expect(fitted({ size: { text: "2K" } }, { size: "any" }).size).toEqual({ text: "2K", tier: "2K" });
    });

    it("passes pixels of no table on", () => {
      for (const known of [spec, undefined]) {
        expect(fitted({ size: { text: "2000x2000" }, spec: known }, { size: "any" })).toMatchObject({
          size: { text: "2000x2000" },
          issues: [],
        });
      }
    });
  });

  it("finds everything that the wire cannot express at once", () => {
    const wire: WireSupport = { watermark: false, count: false, references: "link", size: "ratio" };
    const request = { count: 3, references: [inline], size: { text: "1x1" }, watermark: true };
    const { issues, warnings } = fitted(request, wire);
    expect(issues.map(({ path }) => path)).toEqual([["count"], ["images", 0], ["size"]]);
    expect(warnings.map(({ feature }) => feature)).toEqual(["watermark"]);
  });
});
