import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RefusalContext, readRefusal } from "../../src/errors/refusal.ts";

const read = (raw: unknown, context: Partial<RefusalContext> = {}) => readRefusal(raw, { status: 400, ...context });

describe("the code of a refusal", () => {
  it.each([
    [{ error: { code: "ModelNotOpen" } }],
    [{ code: "ModelNotOpen" }],
    [{ error: { err_code: "ModelNotOpen" } }],
    [{ err_code: "ModelNotOpen" }],
    [{ error: { code: "ModelNotOpen", err_code: "other", type: "other" } }],
    [{ code: "ModelNotOpen", error: "in words" }],
    [{ code: "ModelNotOpen", error: null }],
    [{ error: { type: "ModelNotOpen" } }],
    [{ error: { code: null, type: "ModelNotOpen" } }],
    [{ error: { code: "", type: "ModelNotOpen" } }],
    [{ error: { code: {}, type: "ModelNotOpen" } }],
  ])("is found where providers put it: %j", (raw) => {
    expect(read(raw).code).toBe("ModelNotOpen");
  });

  it("is a text even where the provider sends a number", () => {
    expect(read({ error: { code: -10_008 } }).code).toBe("-10008");
    expect(read({ error: { err_code: 0 } }).code).toBe("0");
    expect(read({ error: { code: 402, type: "payment_required" } })).toMatchObject({
      code: "402",
      type: "payment_required",
    });
  });

  it("is read inside of the error, not beside it", () => {
    expect(read({ code: 500, error: { code: "ModelNotOpen" } }).code).toBe("ModelNotOpen");
    expect(read({ code: 500, error: {} }).code).toBeUndefined();
  });
});

describe("the reason of a refusal", () => {
  it.each([[{ error: { message: "too dark" } }], [{ message: "too dark" }], [{ error: "too dark" }]])(
    "is the provider's own explanation: %j",
    (raw) => {
      expect(read(raw).reason).toBe("too dark");
    },
  );

  it("is the message rather than an error in one word", () => {
    expect(read({ error: "Bad Request", message: "too dark" }).reason).toBe("too dark");
  });

  it.each([
    [""],
    ["<html>"],
    [null],
    [undefined],
    [{}],
    [{ error: {} }],
    [{ error: { message: 5 } }],
    [[]],
    [{ error: "" }],
  ])("is missing where there is no explanation: %j", (raw) => {
    expect(read(raw)).toMatchObject({ reason: undefined, code: undefined, type: undefined });
  });
});

describe("JSON inside the message of a refusal", () => {
  const wrap = (inner: object, code = "upstream_error", before = "") =>
    read({ error: { code, message: `${before}${JSON.stringify(inner)}` } });

  it.each(["", "status 400: "])("gives code and reason, also after words: %j", (before) => {
    const inner = { error: { code: "InvalidParameter", message: "too dark" } };
    expect(wrap(inner, "bad_response", before)).toMatchObject({ code: "InvalidParameter", reason: "too dark" });
  });

  it("is read three deep, and no deeper", () => {
    const nest = (inner: object, depth: number): object =>
      depth ? nest({ error: { message: JSON.stringify(inner) } }, depth - 1) : inner;
    const inner = { error: { code: "InvalidParameter", message: "too dark" } };
    expect(read(nest(inner, 3)).reason).toBe("too dark");
    expect(read(nest(inner, 4)).code).toBeUndefined();
  });

  it("does not replace a code by a number, which says no more than a status", () => {
    expect(wrap({ code: 400, message: "aborted" })).toMatchObject({ code: "upstream_error", reason: "aborted" });
    expect(read({ message: '{"code":1001,"message":"aborted"}' })).toMatchObject({ code: "1001", reason: "aborted" });
  });
});

describe("the request id of a refusal", () => {
  it.each(["Request id: 0217-ab_c", "Request id 0217-ab_c", "request ID:0217-ab_c.", "(request id:   0217-ab_c)"])(
    "is the one that the explanation quotes, if no header has one: %s",
    (message) => {
      expect(read({ error: { message } }).requestId).toBe("0217-ab_c");
      expect(read({ error: { message } }, { requestId: "r1" }).requestId).toBe("r1");
    },
  );

  it("is missing where neither has one", () => {
    expect(read({ error: { message: "too dark" } }).requestId).toBeUndefined();
    expect(read("").requestId).toBeUndefined();
  });
});

it("keeps status, Retry-After and the body as they are, whatever the body is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.option(fc.nat(), { nil: undefined }), (raw, status, retryAfter) => {
      const refusal = readRefusal(raw, { status, retryAfter });
      expect(refusal).toMatchObject({ status, retryAfter });
      expect(refusal.raw).toBe(raw);
      for (const text of [refusal.code, refusal.type, refusal.reason]) {
        expect(text === undefined || (typeof text === "string" && text !== "")).toBe(true);
      }
    }),
  );
});
