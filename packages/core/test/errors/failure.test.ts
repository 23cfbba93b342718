import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { isAbortError, RequestFailure, systemCodeOf, wasNeverSent } from "../../src/errors/failure.ts";
import { settled } from "../fake-provider.ts";

/** Makes a failure like one of Node's fetch, which has the code on the cause of a TypeError. */
const failed = (code: string, syscall?: string) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, ...(syscall && { syscall }) }) });

describe("a request that failed", () => {
  it.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_INVALID_URL",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_UNSUPPORTED_PROTOCOL",
    "ERR_SSL_PACKET_LENGTH_TOO_LONG",
    "ERR_SSL_HTTP_REQUEST",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
    "ConnectionRefused",
    "FailedToOpenSocket",
  ])("was never sent if the code is %s", (code) => {
    for (const syscall of [undefined, "connect", "getaddrinfo"]) {
      expect(wasNeverSent(failed(code, syscall))).toBe(true);
    }
  });

  it.each(["ETIMEDOUT", "EADDRNOTAVAIL", "EACCES", "EPERM", "ENETDOWN", "ECONNRESET"])(
    "was never sent if it failed while connecting, with any code: %s",
    (code) => {
      expect(wasNeverSent(failed(code, "connect"))).toBe(true);
    },
  );

  it("was never sent if a proxy opened no connection", () => {
    const refused = Object.assign(new Error("Proxy response (407) !== 200 when HTTP Tunneling"), {
      code: "UND_ERR_ABORTED",
    });
    const cancelled = new Error("Request was cancelled.", { cause: refused });
    expect(wasNeverSent(new TypeError("fetch failed", { cause: cancelled }))).toBe(true);
    expect(wasNeverSent(new TypeError("fetch failed", { cause: new Error("Request was cancelled.") }))).toBe(false);
  });

  it("was never sent if the connection closed before TLS was set up", () => {
    const message = "Client network socket disconnected before secure TLS connection was established";
    const cause = Object.assign(new Error(message), { code: "ECONNRESET" });
    expect(wasNeverSent(new TypeError("fetch failed", { cause }))).toBe(true);
  });

  it.each([
    ["connect ETIMEDOUT 10.0.0.1:443", "ETIMEDOUT", true],
    ["connect ECONNREFUSED 10.0.0.1:443", "ECONNREFUSED", true],
    ["read EHOSTUNREACH", "EHOSTUNREACH", false],
    ["write ENETUNREACH", "ENETUNREACH", false],
    ["read ECONNRESET", "ECONNRESET", false],
  ])("is classed by the message of node-fetch, which has no field for the system call: %s", (words, code, isUnsent) => {
    const message = `request to https://provider.test/v1 failed, reason: ${words}`;
    expect(wasNeverSent(Object.assign(new Error(message), { code, errno: code, type: "system" }))).toBe(isUnsent);
  });

  it.each(["read", "write", "writev"])("may have been sent if the system call was %s, with any code", (syscall) => {
    for (const code of ["EHOSTUNREACH", "ENETUNREACH", "ECONNREFUSED"]) {
      expect(wasNeverSent(failed(code, syscall))).toBe(false);
    }
  });

  it.each([
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ECONNABORTED",
    "UND_ERR_SOCKET",
    "UND_ERR_HEADERS_TIMEOUT",
    "UND_ERR_BODY_TIMEOUT",
    "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
    "ERR_HTTP2_STREAM_ERROR",
    "ERR_NETWORK",
    "X_ECONNREFUSED",
    "econnrefused",
    "",
  ])("may have been sent if the code is %j", (code) => {
    expect(wasNeverSent(failed(code))).toBe(false);
    // The system call that connects comes before any byte of the request.
    expect(wasNeverSent(failed(code, "connect"))).toBe(true);
  });

  it.each([[new TypeError("Failed to fetch")], ["ECONNREFUSED"], [undefined], [null], [{ code: "ECONNREFUSED" }]])(
    "may have been sent if there is no code: %o",
    (failure) => {
      expect(wasNeverSent(failure)).toBe(false);
    },
  );

  it.each([
    "bad port",
    "Requests to port 6667 are blocked",
    "Client network socket disconnected before secure TLS connection was established",
    "Unable to connect. Is the computer able to access the url?",
    "Proxy response (407) !== 200 when HTTP Tunneling",
    "error sending request for url (https://api.test/): client error (Connect): tcp connect error: refused (os error 111)",
    "error:0A00010B:SSL routines:ssl3_get_record:wrong version number",
    "C0:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure",
    "EPROTO: The TLS handshake failed. Does the server speak TLS on this port?",
  ])("was never sent if a message without a code says so: %s", (message) => {
    expect(wasNeverSent(new TypeError(message))).toBe(true);
    expect(wasNeverSent(new TypeError("fetch failed", { cause: new Error(message) }))).toBe(true);
  });

  it.each([
    "not a bad port",
    "bad port 7",
    "Requests to port one are blocked",
    "The gateway was Unable to connect",
    "The gateway has no Proxy response (502)",
    "client error (SendRequest): connection closed before message completed",
    "connection error: Connection reset by peer (os error 104)",
    "SSL routines:ssl3_read_bytes:unexpected eof while reading",
    "wrong version number",
  ])("may have been sent if its message says something else: %s", (message) => {
    expect(wasNeverSent(new TypeError(message))).toBe(false);
  });

  it("was never sent if connecting timed out, but may have been sent if the response timed out", () => {
    expect(wasNeverSent(failed("ETIMEDOUT", "connect"))).toBe(true);
    for (const syscall of ["read", "write", undefined]) expect(wasNeverSent(failed("ETIMEDOUT", syscall))).toBe(false);
  });

  it("was never sent only if the error of each address says so", () => {
    const refusal = (code: string, syscall = "connect") => Object.assign(new Error(code), { code, syscall });
    const all = (...errors: Error[]) =>
      new TypeError("fetch failed", { cause: Object.assign(new AggregateError(errors), { code: "ECONNREFUSED" }) });
    expect(wasNeverSent(all(refusal("ECONNREFUSED"), refusal("ENETUNREACH")))).toBe(true);
    expect(wasNeverSent(all(refusal("ECONNREFUSED"), refusal("ETIMEDOUT")))).toBe(true);
    expect(wasNeverSent(all(refusal("ECONNREFUSED"), refusal("ECONNRESET", "read")))).toBe(false);
    expect(wasNeverSent(all())).toBe(false);
  });

  it("was never sent if any of its nine outermost causes says so", () => {
    const nested = (links: number) => {
      let error: Error = failed("ECONNREFUSED");
      for (let link = 0; link < links; link++) error = new Error("outer", { cause: error });
      return error;
    };
    expect(wasNeverSent(nested(7))).toBe(true);
    expect(wasNeverSent(nested(8))).toBe(false);
    const loop = new Error("round");
    loop.cause = loop;
    expect(wasNeverSent(loop)).toBe(false);
  });

  it("is classed by its message if its field `errors` is not a list", () => {
    expect(wasNeverSent(Object.assign(new TypeError("bad port"), { errors: "one" }))).toBe(true);
  });

  it("may have been sent if errors contain each other in a circle", () => {
    const inner = new AggregateError([]);
    const outer = new AggregateError([inner]);
    inner.errors.push(outer);
    expect(wasNeverSent(outer)).toBe(false);
  });

  it("is also classed by errors of another realm, as in Jest", () => {
    const foreign = (code: string) =>
      runInNewContext(
        `
      const cause = Object.assign(new Error(code), { code, syscall: code === "ECONNRESET" ? "read" : "connect" });
      new TypeError("fetch failed", { cause: new AggregateError([cause]) });
    `,
        { code },
      );
    expect(wasNeverSent(foreign("ECONNREFUSED"))).toBe(true);
    expect(wasNeverSent(foreign("ECONNRESET"))).toBe(false);
  });

  it("is classed by the errors of this runtime's fetch", async () => {
    const server = createServer((incoming) => incoming.socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}`;
    expect(wasNeverSent(await settled(fetch(address, { method: "POST", body: "{}" })))).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(wasNeverSent(await settled(fetch(address, { method: "POST", body: "{}" })))).toBe(true);
    expect(wasNeverSent(await settled(fetch("http://no-such-host.invalid/")))).toBe(true);
  });
});

describe("the system code", () => {
  const chain = (links: number, end: Error) => {
    let error = end;
    for (let link = 0; link < links; link++) error = new Error("outer", { cause: error });
    return error;
  };
  const refused = Object.assign(new Error("no"), { code: "ECONNREFUSED", syscall: "connect" });

  it("is the code of the first error among the causes that has one", () => {
    expect(systemCodeOf(refused)).toBe("ECONNREFUSED");
    expect(systemCodeOf(chain(8, refused))).toBe("ECONNREFUSED");
    const broken = Object.assign(new Error("no", { cause: refused }), { code: "EPIPE" });
    expect(systemCodeOf(broken)).toBe("EPIPE");
  });

  it("is a string, so the number of a DOMException does not count", () => {
    const error = new DOMException("no", "NetworkError");
    expect(systemCodeOf(error)).toBe("");
    Object.assign(error, { cause: refused });
    expect(systemCodeOf(error)).toBe("ECONNREFUSED");
  });

  it.each([[new Error("plain")], ["ECONNREFUSED"], [undefined], [{ code: "ECONNREFUSED" }]])(
    "is missing for %o",
    (error) => {
      expect(systemCodeOf(error)).toBe("");
    },
  );

  it("is missing if the causes form a circle or are too many", () => {
    const error = new Error("round");
    error.cause = error;
    expect(systemCodeOf(error)).toBe("");
    expect(systemCodeOf(chain(9, refused))).toBe("");
  });
});

describe("an abort by fetch itself", () => {
  it("is an error named AbortError, of any class", () => {
    expect(isAbortError(new DOMException("no", "AbortError"))).toBe(true);
    expect(isAbortError(Object.assign(new Error("no"), { name: "AbortError" }))).toBe(true);
  });

  it.each([[new Error("AbortError")], ["AbortError"], [undefined], [{ name: "AbortError" }]])("is not %o", (value) => {
    expect(isAbortError(value)).toBe(false);
  });
});

describe("a failure of a request", () => {
  it("has its outcome and the origin of its address, and nothing else of the address", () => {
    const refusal = { status: 400 };
    const refused = new RequestFailure("never", "https://api.test:8443/v1/images?key=1", { refusal });
    expect(refused).toMatchObject({ retry: "never", origin: "https://api.test:8443", refusal });
    expect(refused.failure).toBeUndefined();
    const failure = new TypeError("fetch failed");
    const failedOne = new RequestFailure("always", "https://api.test/", { failure });
    expect(failedOne).toMatchObject({ retry: "always", failure });
    expect(failedOne.refusal).toBeUndefined();
    expect(failedOne.message).toBe("The request failed");
  });
});
