import { describe, expect, expectTypeOf, it, vi } from "vitest";
import * as errors from "../../src/contract/errors.ts";
import { FetchedImage } from "../../src/images/generated-image.ts";
import { openTransport } from "../transport/open-transport.ts";

const { complete, ContentPolicyError, RateLimitError, SeedreamError, ServerError, StreamInterruptedError } = errors;

const classes = Object.entries(errors).flatMap(([name, value]) =>
  value === complete ? [] : [[name, value as typeof SeedreamError] as const],
);

describe("an error", () => {
  it("names provider, status, code and both ids in its message", () => {
    const error = new RateLimitError("Slow down", {
      provider: "ark",
      status: 429,
      code: "RateLimitExceeded",
      requestId: "r1",
      clientRequestId: "c1",
    });
    expect(error.message).toBe("Slow down [ark, HTTP 429, RateLimitExceeded, request r1, client request c1]");
    expect(String(error)).toMatch(/^RateLimitError: Slow down/);
  });

  it("names only known facts in its message", () => {
    expect(new RateLimitError("Slow down", { provider: "ark", clientRequestId: "c1" }).message).toBe(
      "Slow down [ark, client request c1]",
    );
    expect(new RateLimitError("Slow down", { requestId: "r1" }).message).toBe("Slow down [request r1]");
    expect(new RateLimitError("Slow down", { retryable: true }).message).toBe("Slow down");
    expect(new RateLimitError("Slow down").message).toBe("Slow down");
  });

  it("has every detail that it is given", () => {
    const details = {
      provider: "ark",
      status: 429,
      code: "c",
      requestId: "r1",
      clientRequestId: "c1",
      reason: "Too fast",
      retryAfter: 1000,
      retryable: true,
      charged: "unknown",
      raw: { error: {} },
      images: [],
      task: { provider: "ark", id: "t1", model: "wire-9", count: 1, submittedAt: 0 },
    } as const;
    expect({ ...new RateLimitError("Slow down", details) }).toEqual(details);
  });

  it("is not charged, not retryable and without images by default", () => {
    expect({ ...new RateLimitError("Slow down") }).toEqual({ charged: "no", retryable: false, images: [] });
  });

  it("has no property for an unknown fact, and no cause if none is given", () => {
    const error = new RateLimitError("Slow down", { provider: "ark", status: undefined, cause: undefined });
    expect(Object.keys(error).sort()).toEqual(["charged", "images", "provider", "retryable"]);
    expect(Object.hasOwn(error, "cause")).toBe(false);
    expect(new RateLimitError("Slow down", { cause: "why" }).cause).toBe("why");
  });

  it("accepts later facts, more than once, and shows them in its JSON", () => {
    const error = new RateLimitError("Slow down", { charged: "no" });
    expect(complete(error, { charged: "unknown", requestId: "r1" })).toBe(error);
    complete(error, { charged: "no", requestId: undefined });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ charged: "no", requestId: "r1" });
    expect(complete(error, { requestId: "r2" }).requestId).toBe("r2");
    expect(error.message).toBe("Slow down");
  });
});

describe("the JSON of an error", () => {
  const task = { provider: "ark", id: "t1", model: "wire-9", count: 1, submittedAt: 0 };
  const facts = {
    provider: "ark",
    status: 429,
    code: "c",
    requestId: "r1",
    clientRequestId: "c1",
    reason: "Too fast",
    retryAfter: 1000,
    retryable: true,
    charged: "unknown",
    images: [],
    task,
  } as const;

  it("has name, message and all facts, without the stack, the cause and the raw response", () => {
    const error = new RateLimitError("Slow down", { ...facts, raw: { secret: 1 }, cause: new Error("x") });
    expect(JSON.parse(JSON.stringify(error))).toEqual({ name: "RateLimitError", message: error.message, ...facts });
  });

  it("is sent by Response.json()", async () => {
    const sent = await Response.json(new RateLimitError("Slow down", facts)).json();
    expect(sent).toMatchObject({ name: "RateLimitError", message: expect.stringMatching(/^Slow down/), ...facts });
  });

  it("shows an image that came inline as media type and bytes, never as Base64", () => {
    const inline = Buffer.from(Array(60).fill(7)).toString("base64");
    const { transport } = openTransport();
    const image = new FetchedImage({ inline, mediaType: "image/png" }, transport);
    const text = JSON.stringify(new StreamInterruptedError("It broke off", { images: [image] }));
    expect(JSON.parse(text)).toMatchObject({ images: [{ mediaType: "image/png", bytes: 60 }] });
    expect(text).not.toContain(inline);
  });

  it("has no field for an unknown fact", () => {
    expect(JSON.parse(JSON.stringify(new RateLimitError("Slow down")))).toEqual({
      name: "RateLimitError",
      message: "Slow down",
      retryable: false,
      charged: "no",
      images: [],
    });
  });
});

describe("a class of errors", () => {
  it.each(classes)("is named %s, also after minification", (name, type) => {
    expect(new type("x").name).toBe(name);
    expect(Object.keys(new type("x"))).not.toContain("name");
    expect(new type("x")).toBeInstanceOf(SeedreamError);
    expect(type.isInstance(new type("x"))).toBe(true);
  });

  it.each(classes)("makes errors that only it and SeedreamError recognise: %s", (name, type) => {
    for (const [other, otherType] of classes) {
      expect(otherType.isInstance(new type("x"))).toBe(other === name || other === "SeedreamError");
    }
  });

  it("recognises its errors also from another copy of the package", async () => {
    vi.resetModules();
    const copy = await import("../../src/contract/errors.ts");
    const foreign = new copy.RateLimitError("x");
    expect(foreign).not.toBeInstanceOf(RateLimitError);
    expect(RateLimitError.isInstance(foreign)).toBe(true);
    expect(SeedreamError.isInstance(foreign)).toBe(true);
    expect(ServerError.isInstance(foreign)).toBe(false);
  });

  it.each([
    undefined,
    null,
    1,
    "x",
    {},
    new Error("x"),
    Object.create(null),
    () => {},
    { constructor: RateLimitError },
  ])("does not recognise %o", (value) => {
    expect(SeedreamError.isInstance(value)).toBe(false);
  });

  it("does not recognise an error whose prototype has no constructor", () => {
    const odd = Object.setPrototypeOf(new Error("x"), Object.create(Error.prototype, { constructor: { value: null } }));
    expect(SeedreamError.isInstance(odd)).toBe(false);
  });

  it("narrows an error to the classes of the list in which it was found", () => {
    const busy = [RateLimitError, ServerError];
    const error: unknown = new ServerError("x");
    const found = busy.find((type) => type.isInstance(error));
    expect(found).toBe(ServerError);
    if (found?.isInstance(error)) expectTypeOf(error).toEqualTypeOf<errors.RateLimitError | errors.ServerError>();
  });

  it("narrows by isInstance, and then by name", () => {
    const error: unknown = new RateLimitError("x");
    if (RateLimitError.isInstance(error)) {
      expectTypeOf(error).toEqualTypeOf<errors.RateLimitError>();
      expectTypeOf(error.name).toEqualTypeOf<"RateLimitError">();
    }
  });
});

describe("the subject of a content refusal", () => {
  it.each([
    ["InputTextSensitiveContentDetected", "prompt"],
    ["prompt_blocked", "prompt"],
    ["InputImageRiskDetection", "input-image"],
    ["OutputImageSensitiveContentDetected.DeepFake", "output-image"],
    ["output_image_moderation", "output-image"],
    ["ContentSecurityDetectionError", "unknown"],
  ])("of the code %s is %s", (code, subject) => {
    expect(new ContentPolicyError("no", { code }).subject).toBe(subject);
  });

  it("is unknown without a code", () => {
    expect(new ContentPolicyError("no").subject).toBe("unknown");
  });
});
