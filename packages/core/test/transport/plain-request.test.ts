import { describe, expect, it } from "vitest";
import { PlainRequest } from "../../src/transport/plain-request.ts";

describe("a plain request", () => {
  it("keeps its headers and its body without a copy", () => {
    const headers = new Headers({ "x-a": "1" });
    const body = new FormData();
    const request = new PlainRequest("https://api.test/", { method: "PUT", headers, body });
    expect(request).toEqual({ url: "https://api.test/", method: "PUT", headers, body });
    expect(request.headers).toBe(headers);
    expect(request.body).toBe(body);
  });

  it("makes headers of a record, and has the defaults of a Request", () => {
    const request = new PlainRequest("https://api.test/", { headers: { "X-A": "1" } });
    expect(request.headers.get("x-a")).toBe("1");
    expect(request).toMatchObject({ method: "GET", body: null });
    expect([...new PlainRequest("https://api.test/").headers]).toEqual([]);
  });
});
