import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelSpec } from "../../src/contract/catalogue.ts";
import { InvalidRequestError } from "../../src/contract/errors.ts";
import type { ReferenceImage } from "../../src/contract/request.ts";
import { readInline, toFile, toReferences } from "../../src/request/references.ts";
import { Report } from "../../src/request/report.ts";
import { catalogue } from "../fake-provider.ts";

const [first, second] = catalogue.models;
if (!first || !second) throw new Error("The catalogue has two models");
const spec: ModelSpec = first;
const without: ModelSpec = second;
/** Stands for a model that this version does not know. */
const unknown = "unknown" as const;

const remedy = "pass bytes, a link such as https://…, or data:image/png;base64,…";
const jpeg = (length: number) => Uint8Array.from({ length }, (_, i) => [0xff, 0xd8, 0xff, 0xe0][i] ?? 0);
const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const page = new TextEncoder().encode("<html>");

/** References of a request, and the issues that were found with them. */
async function examined(images: ReferenceImage | readonly ReferenceImage[], model: ModelSpec | typeof unknown = spec) {
  const report = new Report("seedream-9 on fake");
  const references = await toReferences(images, model === unknown ? undefined : model, report);
  expect(report.warnings).toEqual([]);
  return { references, issues: report.issues };
}

const limit = (index: number, message: string) => ({
  path: ["images", index],
  code: "limit",
  message: `images[${index}] ${message}`,
});

describe("a reference image", () => {
  it("given as bytes becomes a data: URI of the type of the bytes", async () => {
    const bytes = jpeg(12);
    expect(await examined([bytes, new Blob([png], { type: "image/jpeg" })])).toEqual({
      references: [`data:image/jpeg;base64,${base64(bytes)}`, `data:image/png;base64,${base64(png)}`],
      issues: [],
    });
  });

  it.each([
    "https://a.test/b?from=data:image/png;base64,AAAA",
    "HTTP://A.TEST/b",
    "https://a.test/b",
    "http://a.test/c",
  ])("given as a link is sent as it is: %s", async (link) => {
    expect(await examined(link)).toEqual({ references: [link], issues: [] });
  });

  it("given as a URL is sent as its text", async () => {
    expect(await examined(new URL("https://a.test/b.png"))).toEqual({
      references: ["https://a.test/b.png"],
      issues: [],
    });
  });

  it("keeps its place among others", async () => {
    const slow = new Blob([jpeg(900)]);
    const { references } = await examined([slow, "https://a.test/b", png]);
    expect(references.map((reference) => reference.slice(0, 15))).toEqual([
      "data:image/jpeg",
      "https://a.test/",
      "data:image/png;",
    ]);
    expect((await examined([])).references).toEqual([]);
  });

  it.each([
    "xhttps://a.test/b",
    "see https://a.test/b",
    "https://a.test/b c",
    "https://",
    "ftp://a.test/b",
    "data:text/html;base64,AAAA",
    "data:image/png,AAAA",
    "see data:image/png;base64,AAAA",
    "./kite.png",
    "",
  ])("given as another text is an issue: %j", async (text) => {
    for (const model of [spec, unknown]) {
      expect((await examined(text, model)).issues).toEqual([limit(0, `is "${text}"; ${remedy}`)]);
    }
  });

  it("may have as many bytes as the model accepts, and not one more", async () => {
    for (const length of [998, 999, 1000]) expect((await examined(jpeg(length))).issues).toEqual([]);
    for (const length of [1001, 1002, 1003]) {
      expect((await examined([png, jpeg(length)])).issues).toEqual([
        limit(1, `has 1,00${length - 1000} bytes; seedream-9 on fake accepts at most 1,000`),
      ]);
    }
  });

  it("is measured to the byte, for any size", async () => {
    const limited = (bytes: number) => ({ ...spec, references: { formats: ["jpeg" as const], bytes } });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: 5000 }), async (length) => {
        expect((await examined(jpeg(length), limited(length))).issues).toEqual([]);
        expect((await examined(jpeg(length), limited(length - 1))).issues).toHaveLength(1);
      }),
    );
  });

  it("may have any size on a model without a limit on bytes", async () => {
    const unlimited = { ...spec, references: { formats: ["jpeg" as const] } };
    expect((await examined(jpeg(5000), unlimited)).issues).toEqual([]);
  });

  it("may have any size and format on an unknown model", async () => {
    const {
      references: [large, gif],
      issues,
    } = await examined([jpeg(5000), new Blob(["GIF89a"])], unknown);
    expect(issues).toEqual([]);
    expect(large).toMatch(/^data:image\/jpeg;base64,/);
    expect(gif).toMatch(/^data:image\/gif;base64,/);
  });

  it("of a format that the model does not accept is an issue, even if its Blob has another type", async () => {
    expect((await examined(new Blob(["GIF89a"], { type: "image/png" }))).issues).toEqual([
      limit(0, "is gif; seedream-9 on fake accepts jpeg, png"),
    ]);
  });

  it("of no known format is an issue that names the accepted formats", async () => {
    expect((await examined([png, page])).issues).toEqual([
      limit(1, "is not an image of a known format; seedream-9 on fake accepts jpeg, png"),
    ]);
    expect((await examined(`data:image/png;base64,${base64(page)}`)).issues).toHaveLength(1);
  });

  it("of no known format is an issue also where the model accepts no references", async () => {
    expect((await examined(page, without)).issues).toEqual([limit(0, `is not an image of a known format; ${remedy}`)]);
  });

  it.each([
    [new Blob([page], { type: "image/avif" }), "image/avif"],
    [new Blob([page], { type: "image/svg+xml;charset=utf-8" }), "image/svg+xml"],
    [new Blob([page], { type: "not-image/png" }), "application/octet-stream"],
    [new Blob([page], { type: "text/html" }), "application/octet-stream"],
    [new Blob([page]), "application/octet-stream"],
    [page, "application/octet-stream"],
  ])(
    "of no known format goes to an unknown model, with the type of its Blob if that is an image",
    async (image, type) => {
      expect(await examined(image, unknown)).toEqual({
        references: [`data:${type};base64,${base64(page)}`],
        issues: [],
      });
    },
  );

  it.each([
    [`data:image/png;base64,${base64(png)}`],
    [`DATA:image/PNG;BASE64,${base64(png)}`],
    [`data:image/png;charset=utf-8;name=a.png;base64,${base64(png)}`],
  ])("given as a data: URI is sent in the form that providers document: %s", async (uri) => {
    expect(await examined(uri)).toEqual({ references: [`data:image/png;base64,${base64(png)}`], issues: [] });
  });

  it("given as a data: URI keeps its media type", async () => {
    const uri = `data:image/svg+xml;base64,${base64(page)}`;
    expect(await examined(uri, unknown)).toEqual({ references: [uri], issues: [] });
  });

  it("given as a data: URI keeps any media type and data, without the parameters", async () => {
    const parameter = fc.stringMatching(/^[a-z]+=[\w.-]+$/);
    await fc.assert(
      fc.asyncProperty(fc.array(parameter), fc.uint8Array(), async (parameters, bytes) => {
        const uri = `data:image/x-${parameters.length};${parameters.map((each) => `${each};`).join("")}base64,`;
        const { references } = await examined(uri + base64(bytes), unknown);
        expect(references).toEqual([`data:image/x-${parameters.length};base64,${base64(bytes)}`]);
      }),
    );
  });

  it.each<[string, unknown]>([
    ["an ArrayBuffer", png.slice().buffer],
    ["a part of a buffer", new Uint8Array([0, ...png, 0]).subarray(1, -1)],
    ["a Buffer", Buffer.from(png)],
    ["a File", new File([png], "kite.gif", { type: "image/gif" })],
    ["bytes of another realm, as in tests with jsdom", runInNewContext(`new Uint8Array([${png}])`)],
  ])("may be given as %s", async (_, image) => {
    expect(await examined(image as ReferenceImage)).toEqual({
      references: [`data:image/png;base64,${base64(png)}`],
      issues: [],
    });
  });

  it.each<[unknown, string]>([
    [null, "null"],
    [undefined, "undefined"],
    [7, "7"],
    [{}, "[object Object]"],
    [Symbol("x"), "Symbol(x)"],
    [[1, 2], "1,2"],
  ])("of any other type cannot be sent: %o", async (image, shown) => {
    for (const model of [spec, unknown]) {
      const { issues, references } = await examined(["https://a.test/b", image as ReferenceImage], model);
      expect(issues).toEqual([{ ...limit(1, `is ${shown}; ${remedy}`), code: "cannot-send" }]);
      expect(references).toHaveLength(2);
    }
  });

  it("of a wrong type is quoted only in part", async () => {
    const [issue] = (await examined([Array(100_000).fill(1) as never])).issues;
    expect(issue?.message.length).toBeLessThan(200);
  });
});

describe("readInline", () => {
  it("reads the data: URIs that bytes become", async () => {
    const [reference = ""] = (await examined(png)).references;
    expect(readInline(reference)).toEqual({ mediaType: "image/png", base64: base64(png) });
  });

  it("keeps Base64 with line breaks whole", () => {
    expect(readInline("data:image/jpeg;base64,AAAA\nBBBB")).toEqual({ mediaType: "image/jpeg", base64: "AAAA\nBBBB" });
  });

  it.each(["image/svg+xml", "application/octet-stream"])(
    "reads the media type that bytes of an unknown format get: %s",
    (mediaType) => {
      expect(readInline(`data:${mediaType};base64,AAAA`)).toEqual({ mediaType, base64: "AAAA" });
    },
  );

  it.each([
    "https://a.test/b",
    "https://a.test/?data:image/png;base64,AAAA",
    "data:image/png,AAAA",
    "data:image/png;base64,",
    "data:text/html;base64,AAAA",
    "data:image/png;charset=utf-8;base64,AAAA",
    "data:;base64,AAAA",
    "",
  ])("reads nothing from %j", (reference) => {
    expect(readInline(reference)).toBeUndefined();
  });
});

describe("toFile", () => {
  it("makes a file of the bytes, named and typed by their media type", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom("png", "jpeg", "svg+xml"),
        async (bytes, format) => {
          const file = toFile({ mediaType: `image/${format}`, base64: base64(bytes) }, 0);
          expect([file.name, file.type]).toEqual([`reference.${format}`, `image/${format}`]);
          expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
        },
      ),
    );
  });

  it("makes a file of any media type", () => {
    const file = toFile({ mediaType: "application/octet-stream", base64: "AAAA" }, 0);
    expect([file.name, file.type]).toEqual(["reference.octet-stream", "application/octet-stream"]);
  });

  it("refuses text that is not Base64, with its beginning", () => {
    const toBroken = () => toFile({ mediaType: "image/png", base64: `iVBORw0KGgo!${"x".repeat(99)}` }, 3);
    expect(toBroken).toThrow(InvalidRequestError);
    expect(toBroken).toThrow(
      expect.objectContaining({
        message: "images[3] is not Base64: iVBORw0KGgo!xxxxxxxx…; pass its bytes",
        charged: "no",
        cause: expect.any(Error),
      }),
    );
  });
});
