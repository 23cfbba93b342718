import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RefusalContext, readRefusal, withoutIds } from "../../src/errors/refusal.ts";
import { ruleFor } from "../../src/errors/rules.ts";

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

describe("a refusal of a hostile server", () => {
  // If the time grew with the square of the length, each text would take minutes and block every time-out.
  it.each(["request-id-", " [", "<title", "support"])("is read in time that grows with its length: %j…", (word) => {
    const message = word.repeat(500_000);
    const { reason = "" } = read({ error: { message } });
    expect(withoutIds(reason)?.length).toBeLessThanOrEqual(4000);
    expect(read(message).reason?.length ?? 0).toBeLessThanOrEqual(4000);
  });

  it("keeps a long message whole in raw, and reads the JSON inside it", () => {
    const message = `${"no ".repeat(3000)}{"error":{"code":"rate_limit_exceeded","message":"slow down"}}`;
    const raw = { error: { message } };
    expect(read(raw, { status: 500 })).toMatchObject({ reason: "slow down", raw });
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

describe("an explanation from a gateway", () => {
  it.each<[string, unknown, object]>([
    ["msg", { code: 40_001, msg: "too dark" }, { code: "40001", reason: "too dark" }],
    ["error_msg", { error_msg: "too dark" }, { reason: "too dark" }],
    ["fail_reason", { fail_reason: "too dark" }, { reason: "too dark" }],
    ["detail", { detail: "too dark" }, { reason: "too dark" }],
    ["detail of an error", { error: { code: "x", detail: "too dark" } }, { code: "x", reason: "too dark" }],
    ["detail beside an error", { error: { code: "x" }, detail: "too dark" }, { code: "x", reason: "too dark" }],
    [
      "a list of FastAPI",
      { detail: [{ loc: ["body"], msg: "too dark", type: "t" }] },
      { code: "t", reason: "too dark" },
    ],
    ["a list of texts", { errors: ["too dark", "too small"] }, { reason: "too dark" }],
    ["a list of errors", { errors: [{ code: "x", message: "too dark" }] }, { code: "x", reason: "too dark" }],
    ["a list of details with messages", { detail: [{ message: "too dark" }] }, { reason: "too dark" }],
    [
      "Volcengine's ResponseMetadata",
      { ResponseMetadata: { RequestId: "r", Error: { Code: "x", Message: "too dark" } } },
      { code: "x", reason: "too dark" },
    ],
    ["an error in one word", { error: "too dark" }, { reason: "too dark" }],
    ["plain text", " too dark\n", { reason: "too dark" }],
    [
      "the title of a page",
      "<html><TITLE lang=en> 502 Bad\nGateway </title>",
      { reason: 'a web page, "502 Bad\nGateway"' },
    ],
    ["the heading of a page", "<html><title> </title><h1 class=x>Oops</h1>", { reason: undefined }],
    ["the heading of a page without a title", "<html><h1 class=x>Oops</h1>", { reason: 'a web page, "Oops"' }],
    ["a page without either", "<html><p>too dark", { reason: undefined }],
    ["blank text", " \n", { reason: undefined }],
    ["an empty list", { errors: [], detail: [] }, { reason: undefined }],
  ])("is found in %s", (_, raw, expected) => {
    expect(read(raw)).toMatchObject(expected);
  });

  it("is cut to 300 characters if it is plain text or a title", () => {
    expect(read("x".repeat(1000)).reason).toBe("x".repeat(300));
    expect(read(`<title>${"x".repeat(1000)}</title>`).reason).toBe(`a web page, "${"x".repeat(300)}"`);
  });

  const inner = { error: { code: "InvalidParameter", type: "BadRequest", message: "too dark. Request id: 0217" } };

  it.each([
    ["as it is", JSON.stringify(inner)],
    ["after words", `upstream returned 400: ${JSON.stringify(inner)}`],
    ["within words", `upstream returned ${JSON.stringify(inner)}, giving up`],
    ["within another", JSON.stringify({ message: JSON.stringify(inner) })],
  ])("is the upstream's if the message contains its JSON: %s", (_, message) => {
    for (const own of [{ code: 400 }, { code: "bad_response", type: "gateway" }, {}]) {
      expect(read({ error: { ...own, message } })).toMatchObject({
        code: "InvalidParameter",
        type: "BadRequest",
        reason: "too dark. Request id: 0217",
        requestId: "0217",
      });
    }
  });

  it.each([
    [200, "InternalServiceError"],
    [200, "OutputImageRiskDetection"],
    [200, undefined],
    [400, "upstream_error"],
    [408, undefined],
    [499, undefined],
    [500, undefined],
    [503, undefined],
    [599, "new"],
  ])(
    "gives no code to a refusal that leaves the outcome open, because it may quote the prompt: %i, %s",
    (status, code) => {
      for (const quoted of ["RateLimitExceeded", "model_not_found", "InvalidParameter"]) {
        const message = `failed for the prompt: a sign that reads {"code":"${quoted}","type":"${quoted}"}`;
        expect(read({ error: { code, message } }, { status }).code).toBe(code);
        expect(read({ error: { type: code, message } }, { status }).code).toBe(code);
      }
      const message = `upstream: ${JSON.stringify(inner)}`;
      expect(read({ error: { code, message } }, { status })).toMatchObject({ code, reason: inner.error.message });
    },
  );

  it("leaves the outcome unknown if the upstream failed, although the gateway sends Retry-After", () => {
    const message = JSON.stringify({ error: { code: "upstream_timeout", message: "too slow" } });
    const refusal = readRefusal({ error: { message } }, { status: 503, retryAfter: 1000 });
    expect(refusal).toMatchObject({ code: "upstream_timeout", reason: "too slow" });
    expect(ruleFor(refusal).charged).toBe("unknown");
  });

  it("keeps the gateway's fields that the upstream does not replace", () => {
    const raw = (message: string) => ({ error: { code: "outer", type: "gateway", message } });
    expect(read(raw('{"a":1}'))).toMatchObject({ code: "outer", type: "gateway", reason: '{"a":1}' });
    expect(read(raw('{"message":"too dark"}'))).toMatchObject({ code: "outer", reason: "too dark" });
    for (const text of ["{not JSON}", "} {", "{", "[1]", "a } b"]) {
      expect(read(raw(text))).toMatchObject({ code: "outer", reason: text });
    }
  });

  it("is searched for within messages three levels deep", () => {
    let raw: object = { message: "innermost" };
    for (let depth = 0; depth < 3; depth++) raw = { message: JSON.stringify(raw) };
    expect(read(raw).reason).toBe("innermost");
    expect(read({ message: JSON.stringify(raw) }).reason).toBe('{"message":"innermost"}');
  });
});

describe("JSON inside the message of a refusal", () => {
  const wrap = (inner: object, code = "upstream_error", before = "") =>
    read({ error: { code, message: `${before}${JSON.stringify(inner)}` } });

  it.each(["", "status 400: "])("gives code and reason, also after words: %j", (before) => {
    const inner = { error: { code: "InvalidParameter", message: "too dark" } };
    expect(wrap(inner, "bad_response", before)).toMatchObject({ code: "InvalidParameter", reason: "too dark" });
  });

  it("is read three levels deep", () => {
    const nest = (inner: object, depth: number): object =>
      depth ? nest({ error: { message: JSON.stringify(inner) } }, depth - 1) : inner;
    const inner = { error: { code: "InvalidParameter", message: "too dark" } };
    expect(read(nest(inner, 3)).reason).toBe("too dark");
    expect(read(nest(inner, 4)).code).toBeUndefined();
  });

  it("does not replace a code by a number, which says no more than a status", () => {
    expect(wrap({ code: 400, message: "aborted" })).toMatchObject({ code: "upstream_error", reason: "aborted" });
    expect(wrap({ code: 400, message: "aborted" }, "bad")).toMatchObject({ code: "bad", reason: "aborted" });
    expect(read({ message: '{"code":1001,"message":"aborted"}' })).toMatchObject({ code: "1001", reason: "aborted" });
  });

  it.each(["E400", "400E", "4.1"])("replaces a code by one with characters other than digits: %s", (code) => {
    expect(wrap({ code, message: "aborted" }, "bad_response")).toMatchObject({ code, reason: "aborted" });
  });
});

describe("the request id of a refusal", () => {
  it.each(["Request id: 0217-ab_c", "Request id 0217-ab_c", "request ID:0217-ab_c.", "(request id:   0217-ab_c)"])(
    "is read from the explanation if no header has one: %s",
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

describe("withoutIds()", () => {
  const id = "021764547200000example";

  it.each([
    [`The account is overdue. Request id: ${id}`, "The account is overdue."],
    [`The account is overdue. Request ID: ${id}.`, "The account is overdue."],
    [`参数 \`size\` 无效。 Request id: ${id}`, "参数 `size` 无效。"],
    [`The token is not valid (request id: ${id})`, "The token is not valid"],
    [`No channel (request id: ${id}) (request id: ${id}b)`, "No channel"],
    [`no quota, traceid=${id}, try later`, "no quota, try later"],
    ["No channel (request id: req-ab12-cd)", "No channel"],
    [`渠道不可用（request id：${id}）`, "渠道不可用"],
    [`[log_id ${id}] it broke`, "it broke"],
    ["The request id is missing", "The request id is missing"],
    ["The model ep-20261121000000-abcde does not exist", "The model ep-20261121000000-abcde does not exist"],
    ["Bad request", "Bad request"],
  ])("leaves the provider's words: %s", (reason, words) => {
    expect(withoutIds(reason)).toBe(words);
  });

  it.each([undefined, "", `Request id: ${id}`])("returns nothing for %s", (reason) => {
    expect(withoutIds(reason)).toBeUndefined();
  });
});

it("keeps status, Retry-After and the body unchanged, for any body", () => {
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
