import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { HostLookup } from "../../src/contract/image.ts";
import type { DownloadLimits } from "../../src/contract/options.ts";
import { createRedact } from "../../src/errors/redact.ts";
import { decodeInline, download } from "../../src/images/download.ts";
import type { Downloader } from "../../src/images/downloader.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { pieces, settled } from "../fake-provider.ts";
import { systemLookup } from "../system-lookup.ts";
import { virtualClock } from "../virtual-clock.ts";
import { type Answer, link, linked, redirect, status, text } from "./linked.ts";

/** A browser's response to `redirect: "manual"`. */
const opaqueRedirect = () => Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
const opaqueError = () =>
  Object.defineProperties(new Response(null), { type: { value: "opaqueredirect" }, ok: { value: false } });

const systemError = (code: string) => Object.assign(new Error("It failed"), { code });

/** A response of a fetch without web streams. */
const withBody = (body: unknown, content: string, code = 200) =>
  Object.defineProperty(new Response(content, { status: code }), "body", { value: body });

describe("download()", () => {
  it("asks for a link without credentials, and does not let fetch follow redirects", async () => {
    const { image, asked } = linked(new Response("GIF89"));
    expect(text(await image().bytes())).toBe("GIF89");
    expect(asked[0]).toMatchObject({ url: link, init: { redirect: "manual", credentials: "omit" } });
    expect(asked[0]?.init.headers).toBeUndefined();
  });

  it("shows no credentials to a real server", async () => {
    const seen: unknown[] = [];
    const server = createServer(({ headers }, response) => {
      seen.push(headers.authorization, headers.cookie);
      response.end("GIF89");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const limits = { allowPrivateHosts: true };
    const downloader: Downloader = {
      provider: "fake",
      clock: systemClock,
      fetch,
      download: limits,
      redact: (outside) => outside,
    };
    const bytes = await download({ url, expiresAt: undefined }, downloader);
    server.closeAllConnections();
    server.close();
    expect(text(bytes)).toBe("GIF89");
    expect(seen).toEqual([undefined, undefined]);
  });

  it("leaves no timer and no listener", async () => {
    const { image, clock } = linked(new Response("GIF89"));
    const { signal } = new AbortController();
    await image().bytes({ signal });
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("download() with a fetch without web streams", () => {
  const bodies: [string, () => unknown][] = [
    ["no body, as in React Native", () => undefined],
    ["a stream of Node, as in node-fetch", () => Readable.from([Buffer.from("GIF85"), Buffer.from("67890")])],
  ];

  it.each(bodies)("reads a response with %s, up to the limit", async (_, body) => {
    const answer = () => withBody(body(), "GIF8567890");
    expect(text(await linked(answer).image({ maxBytes: 10 }).bytes())).toBe("GIF8567890");
    await expect(linked(answer).image({ maxBytes: 9 }).bytes()).rejects.toMatchObject({
      name: "DownloadError",
      message: "The image is larger than 9 bytes (download.maxBytes) [fake]",
    });
  });

  it.each(bodies)("requests a refused link only once if the response has %s", async (_, body) => {
    const { image, urls } = linked(() => withBody(body(), "", 403));
    await expect(image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: 403 });
    expect(urls()).toHaveLength(1);
  });

  it("reads within the idle time-out", async () => {
    const silent = Object.assign(withBody(undefined, ""), { arrayBuffer: () => new Promise(() => {}) });
    const { image, clock } = linked(silent);
    const result = settled(image().bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      name: "TimeoutError",
      message: expect.stringContaining("download.idleTimeout"),
    });
  });
});

describe("decodeInline()", () => {
  const { clock } = linked();
  const downloader: Downloader = { provider: "fake", clock, fetch, download: {}, redact: (outside) => outside };

  it("decodes Base64", () => {
    expect(text(decodeInline("R0lGODk=", downloader))).toBe("GIF89");
  });

  it.each([
    ["PGh0bWw+", 'begins with "<html>"'],
    ["", "is empty"],
    ["AAAA", 'begins with "\\u0000\\u0000\\u0000"'],
  ])("throws DownloadError for bytes that are not an image: %j", (base64, says) => {
    expect(() => decodeInline(base64, downloader)).toThrow(
      expect.objectContaining({
        name: "DownloadError",
        provider: "fake",
        retryable: false,
        message: `Not an image: the file ${says}; result.raw has it as it came [fake]`,
      }),
    );
  });

  it("throws DownloadError for a text that is not Base64", () => {
    const decode = () => decodeInline("%%%", downloader);
    expect(decode).toThrow("The image is not Base64; result.raw has it as it came [fake]");
    expect(decode).toThrow(
      expect.objectContaining({ name: "DownloadError", provider: "fake", cause: expect.any(Error) }),
    );
  });
});

describe("a file that is not an image", () => {
  const notImages: readonly (readonly [name: string, answer: () => Response, says: string])[] = [
    ["a web page", () => new Response("<!DOCTYPE html><html>"), 'begins with "<!DOCTYPE html><html>"'],
    [
      "an error in XML",
      () => new Response('<?xml version="1.0"?><Error/>'),
      'begins with "<?xml version=\\"1.0\\"?><E',
    ],
    ["JSON", () => Response.json({ error: 1 }), 'begins with "{\\"error\\":1}"'],
    ["an SVG", () => new Response("<svg/>", { headers: { "content-type": "image/svg+xml" } }), 'begins with "<svg/>"'],
    ["an image whose first byte is missing", () => new Response("IF89a"), 'begins with "IF89a"'],
    ["an empty body", () => new Response(""), "the file is empty"],
    ["no body", () => status(204), "the file is empty"],
    ["an empty piece", () => pieces([""]), "the file is empty"],
  ];

  it.each(notImages)("is fetched again, and not returned: %s", async (_, answer, says) => {
    const { image, clock, urls } = linked(answer);
    const result = settled(image({}, link, new Date(0)).bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      name: "DownloadError",
      provider: "fake",
      retryable: true,
      message: expect.stringMatching(/^Not an image: .*; fetch it again \[fake, HTTP 20[04]\]$/),
    });
    expect(await result).toMatchObject({ message: expect.stringContaining(says) });
    expect(urls()).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it.each(notImages)("is replaced by the image of the next attempt: %s", async (_, answer) => {
    const { image, clock } = linked(answer, new Response("GIF89"));
    const bytes = image().bytes();
    await clock.advance(500);
    expect(text(await bytes)).toBe("GIF89");
  });

  it("is cancelled, and read no further than its beginning", async () => {
    const answer = pieces(["<html>", "<body>", "<h1>Sorry</h1>", "<p>"], "stall");
    const { image, clock } = linked(answer, new Response("GIF89"));
    const bytes = image().bytes();
    await clock.advance(500);
    expect(text(await bytes)).toBe("GIF89");
    expect(Reflect.get(answer, "wasCancelled")()).toBe(true);
  });

  it("includes a part of an image", async () => {
    const part = () =>
      new Response("GIF89", { status: 206, headers: { "content-range": "bytes 0-4/9", location: "/b" } });
    const { image, clock, urls } = linked(part);
    const result = settled(image().bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      name: "DownloadError",
      message: "The link did not return the image [fake, HTTP 206]",
      retryable: true,
    });
    expect(urls()).toHaveLength(3);
  });
});

describe("an image", () => {
  it.each([
    ["jpeg", [0xff, 0xd8, 0xff, 0xe0]],
    ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ["webp", [...Buffer.from("RIFF\x04\0\0\0WEBPVP8 ", "latin1")]],
    ["gif", [...Buffer.from("GIF87a", "latin1")]],
    ["bmp", [...Buffer.from("BM\x3a\0\0\0\0\0\0\0", "latin1")]],
    ["tiff", [...Buffer.from("II*\0", "latin1")]],
    ["tiff", [...Buffer.from("MM\0*", "latin1")]],
    ["heic", [...Buffer.from("\0\0\0\x18ftypheic", "latin1")]],
    ["heif", [...Buffer.from("\0\0\0\x18ftypmif1", "latin1")]],
  ])("may be %s, in pieces of any size", async (_, file) => {
    const bytes = Uint8Array.from([...file, ...Array<number>(40).fill(7)]);
    for (const size of [1, 5, 23, 24, 25, 100]) {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      );
      expect(await linked(pieces(parts)).image().bytes()).toEqual(bytes);
    }
  });

  it("may come as text from a fetch that has nothing else", async () => {
    const answer = Object.assign(withBody(undefined, "GIF89é"), { arrayBuffer: undefined });
    expect(text(await linked(answer).image().bytes())).toBe("GIF89é");
    const long = Object.assign(withBody(undefined, "GIF89é"), { arrayBuffer: undefined });
    await expect(linked(long).image({ maxBytes: 6 }).bytes()).rejects.toThrow("larger than 6 bytes");
  });
});

describe("a download that fails", () => {
  it.each<[string, () => Answer]>([
    ["the connection drops", () => new TypeError("terminated")],
    ["the connection drops inside the beginning", () => pieces(["GIF89"], "fail")],
    ["the connection drops inside the file", () => pieces(["GIF89 and more than 24 bytes of it"], "fail")],
    ["the server fails", () => status(500)],
    ["the server is overloaded", () => status(503)],
    ["there are too many requests", () => status(429)],
  ])("is repeated when %s, after a pause that grows", async (_, fault) => {
    const { image, clock, urls } = linked(fault(), fault(), new Response("GIF89 whole"));
    const bytes = image().bytes();
    await clock.advance(499);
    expect(urls()).toHaveLength(1);
    await clock.advance(1);
    expect(urls()).toHaveLength(2);
    await clock.advance(999);
    expect(urls()).toHaveLength(2);
    await clock.advance(1);
    expect(text(await bytes)).toBe("GIF89 whole");
    expect(clock.pending).toBe(0);
  });

  it("throws DownloadError with the cause after the third attempt", async () => {
    const cause = new TypeError("terminated");
    const { image, clock, urls } = linked(cause);
    const result = settled(image().bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      name: "DownloadError",
      message: "The image could not be fetched from files.test: terminated [fake]",
      provider: "fake",
      charged: "no",
      retryable: true,
      cause,
    });
    expect(urls()).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it.each<[Error, string]>([
    [new TypeError("fetch failed", { cause: systemError("ECONNREFUSED") }), "fetch failed (ECONNREFUSED)"],
    [new TypeError("fetch failed", { cause: systemError("ENOTFOUND") }), "fetch failed (ENOTFOUND)"],
    [new TypeError("terminated", { cause: systemError("UND_ERR_SOCKET") }), "terminated (UND_ERR_SOCKET)"],
    [new DOMException("This operation was aborted", "AbortError"), "This operation was aborted"],
  ])("throws a retryable DownloadError with the reason: %s", async (cause, says) => {
    const { image, clock } = linked(cause);
    const result = settled(image().bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "DownloadError", retryable: true, charged: "no", cause });
    expect(await result).toMatchObject({ message: `The image could not be fetched from files.test: ${says} [fake]` });
  });

  it("shows no secret that fetch quotes", async () => {
    const clock = virtualClock();
    const fetch = () => Promise.reject(new TypeError("sk-secret is refused"));
    const redact = createRedact("sk-secret");
    const downloader: Downloader = { provider: "fake", clock, fetch, download: {}, redact };
    const result = settled(download({ url: link, expiresAt: undefined }, downloader, { lookup: false }));
    await clock.advance(60_000);
    expect(await result).toMatchObject({ message: expect.stringContaining("[key] is refused") });
    expect(inspect(await result)).not.toContain("sk-secret");
  });

  it.each([500, 503, 408, 425, 429])("is retryable after three attempts that end with %i", async (code) => {
    const { image, clock, urls } = linked(status(code));
    const result = settled(image({}, link, new Date(0)).bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "DownloadError", status: code, retryable: true, provider: "fake" });
    expect(await result).toMatchObject({ message: `The link did not return the image [fake, HTTP ${code}]` });
    expect(urls()).toHaveLength(3);
  });

  it.each([304, 400, 403, 404, 410, 428, 430, 499])("is not repeated after %i", async (code) => {
    const { image, urls } = linked(status(code));
    await expect(image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: code, retryable: false });
    expect(urls()).toHaveLength(1);
  });
});

describe("an expired link", () => {
  const at = (offset: number) => {
    const { image, clock } = linked(status(403));
    return image({}, link, new Date(clock.now() + offset)).bytes();
  };

  it.each([0, -1, -86_400_000])("is named in the error, with its expiry and a remedy: %i ms ago", async (offset) => {
    await expect(at(offset)).rejects.toMatchObject({
      name: "DownloadError",
      status: 403,
      provider: "fake",
      cause: { name: "DownloadError" },
      message: expect.stringMatching(
        /^The link expired at 20\d\d-.*Z; download images at once.*delivery "inline" \[fake, HTTP 403\]$/,
      ),
    });
  });

  it("is not named while the link is valid, or if its expiry is unknown", async () => {
    await expect(at(1)).rejects.toThrow("The link did not return the image");
    await expect(linked(status(403)).image().bytes()).rejects.toThrow("The link did not return the image");
  });

  it("is not named when the client itself refuses the image", async () => {
    const { image } = linked(new Response("GIF89".repeat(3)));
    await expect(image({ maxBytes: 10 }, link, new Date(0)).bytes()).rejects.toThrow("larger than 10 bytes");
  });
});

it.each([302, 404])("the body of a response with status %i is cancelled unread", async (code) => {
  const cancel = vi.fn();
  const answer = new Response(new ReadableStream({ cancel }), { status: code, headers: { location: "/b" } });
  const { image } = linked(answer, status(404));
  await expect(image().bytes()).rejects.toMatchObject({ name: "DownloadError" });
  expect(cancel).toHaveBeenCalledOnce();
});

describe("a redirect that the fetch of the caller followed by itself", () => {
  const followed = (url: string, body: ConstructorParameters<typeof Response>[0]) =>
    Object.defineProperties(new Response(body), { redirected: { value: true }, url: { value: url } });

  it("is refused if it led to a private address, and nothing of the response is read", async () => {
    const cancel = vi.fn();
    const { image, urls } = linked(followed("http://169.254.169.254/secret", new ReadableStream({ cancel })));
    await expect(image().bytes()).rejects.toMatchObject({
      name: "DownloadError",
      message: expect.stringContaining("169.254.169.254 is a private address"),
    });
    expect(cancel).toHaveBeenCalledOnce();
    expect(urls()).toEqual([link]);
  });

  it("is accepted if it led to a public address", async () => {
    expect(text(await linked(followed("https://more.test/b", "GIF89a")).image().bytes())).toBe("GIF89a");
  });
});

describe("a redirect", () => {
  it.each([300, 301, 302, 303, 307, 308])("is followed: %i, and to a relative address", async (code) => {
    const { image, urls } = linked(
      redirect("/b", code),
      redirect("https://more.test/c", code),
      new Response("GIF89 there"),
    );
    expect(text(await image().bytes())).toBe("GIF89 there");
    expect(urls()).toEqual([link, "https://files.test/b", "https://more.test/c"]);
  });

  it("is followed five times, and not a sixth", async () => {
    const five = Array.from({ length: 5 }, () => redirect("/on"));
    expect(
      text(
        await linked(...five, new Response("GIF89 there"))
          .image()
          .bytes(),
      ),
    ).toBe("GIF89 there");
    const { image, urls } = linked(redirect("/loop"));
    await expect(image().bytes()).rejects.toMatchObject({
      name: "DownloadError",
      provider: "fake",
      message: "The link to the image was redirected more than 5 times [fake]",
    });
    expect(urls()).toHaveLength(6);
  });

  it.each([200, 201])("is not followed with status %i", async (code) => {
    const { image, urls } = linked(new Response("GIF89 here", { status: code, headers: { location: "/b" } }));
    expect(text(await image().bytes())).toBe("GIF89 here");
    expect(urls()).toHaveLength(1);
  });

  it.each([400, 403])("is refused with status %i", async (code) => {
    const { image, urls } = linked(redirect("/b", code));
    await expect(image().bytes()).rejects.toMatchObject({ status: code });
    expect(urls()).toHaveLength(1);
  });

  it("without an address is a refusal", async () => {
    await expect(linked(status(302)).image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: 302 });
  });

  it("hidden by a browser is left to the browser, without credentials", async () => {
    const { image, asked } = linked(opaqueError(), new Response("GIF89 there"));
    expect(text(await image().bytes())).toBe("GIF89 there");
    expect(asked).toMatchObject([
      { url: link, init: { redirect: "manual" } },
      { url: link, init: { redirect: "follow", credentials: "omit" } },
    ]);
  });

  it("hidden by a browser is refused when it leads to an error", async () => {
    const { image } = linked(opaqueRedirect(), status(403));
    await expect(image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: 403 });
  });

  it("to a private address is not followed", async () => {
    const { image, urls } = linked(redirect("http://169.254.169.254/"));
    await expect(image().bytes()).rejects.toThrow("169.254.169.254");
    expect(urls()).toEqual([link]);
  });
});

describe("the size of an image", () => {
  it("may be the limit, and not more", async () => {
    expect(
      await linked(pieces(["GIF85", "67890"]))
        .image({ maxBytes: 10 })
        .bytes(),
    ).toHaveLength(10);
    const answer = pieces(["GIF85", "67890", "1", "2"], "stall");
    await expect(linked(answer).image({ maxBytes: 10 }).bytes()).rejects.toMatchObject({
      name: "DownloadError",
      provider: "fake",
      message: "The image is larger than 10 bytes (download.maxBytes) [fake]",
    });
    expect(answer).toMatchObject({ wasCancelled: expect.any(Function) });
    expect(Reflect.get(answer, "wasCancelled")()).toBe(true);
  });

  it("is limited to 128 MiB by default", async () => {
    const mebibyte = new Uint8Array(2 ** 20);
    const answer = pieces(["GIF89", ...Array<Uint8Array>(128).fill(mebibyte)], "stall");
    await expect(linked(answer).image().bytes()).rejects.toThrow("The image is larger than 134217728 bytes");
  });
});

describe("a download that takes too long", () => {
  const never = () => new Promise<Response>(() => {});

  it.each<[string, DownloadLimits, number]>([
    ["No complete response within 600 s", { idleTimeout: 700_000 }, 600_000],
    ["No complete response within 7 s", { timeout: 7000 }, 7000],
    ["No data for 60 s", {}, 60_000],
    ["No data for 5 s", { idleTimeout: 5000 }, 5000],
  ])("throws TimeoutError: %s", async (message, limits, ms) => {
    for (const answer of [never, () => pieces(["x"], "stall")]) {
      const { image, clock } = linked(answer);
      const result = settled(image(limits).bytes());
      await clock.advance(ms - 1);
      expect(clock.pending).toBeGreaterThan(0);
      await clock.advance(1);
      expect(await result).toMatchObject({
        name: "TimeoutError",
        provider: "fake",
        charged: "no",
        message: expect.stringContaining(message),
      });
      expect(clock.pending).toBe(0);
    }
  });

  it("ends at once when the caller aborts", async () => {
    const { image, clock, asked } = linked(never);
    const controller = new AbortController();
    const result = settled(image().bytes({ signal: controller.signal }));
    await clock.advance(0);
    expect(asked[0]?.init.signal?.aborted).toBe(false);
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", charged: "no", provider: "fake" });
    expect(asked[0]?.init.signal?.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it("ends at once when the caller aborts between two attempts", async () => {
    const { image, clock, urls } = linked(new TypeError("terminated"));
    const controller = new AbortController();
    const result = settled(image().bytes({ signal: controller.signal }));
    await clock.advance(100);
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", charged: "no" });
    expect(urls()).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe("an incomplete link", () => {
  it.each(["", " ", "/files/1.png", "1.png", "../1.png", "?id=1", "//files.test/1.png", "files.test/1.png"])(
    "is refused at once where it is relative: %j",
    async (url) => {
      const { image, urls, clock } = linked(new Response("GIF89"));
      for (const allowPrivateHosts of [false, true]) {
        await expect(image({ allowPrivateHosts }, url).bytes()).rejects.toMatchObject({
          name: "DownloadError",
          retryable: false,
          message: `Download refused: ${JSON.stringify(url)} is not a link that begins with https:// [fake]`,
        });
      }
      expect(urls()).toEqual([]);
      expect(clock.pending).toBe(0);
    },
  );

  it.each(["https://", "https://[", "http://files test/", "https://files.test:99999/", "http://1.2.3.4.5/"])(
    "is refused at once where it is malformed: %j",
    async (url) => {
      const { image, urls } = linked(new Response("GIF89"));
      const malformed = {
        name: "DownloadError",
        retryable: false,
        message: `Download refused: ${JSON.stringify(url)} is not a link that begins with https:// [fake]`,
      };
      await expect(image({}, url).bytes()).rejects.toMatchObject(malformed);
      expect(urls()).toEqual([]);
      const redirected = linked(redirect(url));
      await expect(redirected.image().bytes()).rejects.toMatchObject(malformed);
      expect(redirected.urls()).toEqual([link]);
    },
  );

  it("is shown by its first 100 characters", async () => {
    const { image } = linked(new Response("GIF89"));
    const url = `data:image/png;base64,${"A".repeat(1000)}`;
    await expect(image({}, url).bytes()).rejects.toThrow(`refused: ${JSON.stringify(url.slice(0, 100))} is not`);
  });

  it("is shown without a secret in it", async () => {
    const { fetch, clock } = { fetch: globalThis.fetch, clock: systemClock };
    const redact = createRedact("sk-secret");
    const downloader: Downloader = { provider: "fake", clock, fetch, download: {}, redact };
    const error = await settled(download({ url: "/1.png?key=sk-secret", expiresAt: undefined }, downloader));
    expect(error).toMatchObject({ message: expect.stringContaining('"/1.png?key=[key]"') });
    expect(inspect(error)).not.toContain("sk-secret");
  });
});

describe("a link to a private host", () => {
  it.each([
    "http://127.0.0.1/x",
    "http://localhost./x",
    "http://printer.local/x",
    "http://0x7f000001/x",
    "http://2130706433/x",
    "http://[::1]/x",
    "http://[::ffff:127.0.0.1]/x",
  ])("is refused: %s", async (url) => {
    const { image, urls } = linked(new Response("GIF89 secret"));
    await expect(image({}, url).bytes()).rejects.toMatchObject({
      name: "DownloadError",
      provider: "fake",
      retryable: false,
      message: expect.stringMatching(
        /^Download refused: .* is a private address; set download.allowPrivateHosts to allow it \[fake\]$/,
      ),
    });
    expect(urls()).toEqual([]);
    expect(text(await image({ allowPrivateHosts: true }, url).bytes())).toBe("GIF89 secret");
  });

  it.each([
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
    "ftp://files.test/a",
    "httpx://files.test/a",
    "xhttp://files.test/a",
  ])("is refused where it is not a web address, even when private hosts are allowed: %s", async (url) => {
    const { image, urls } = linked(new Response("GIF89 secret"));
    for (const allowPrivateHosts of [false, true]) {
      await expect(image({ allowPrivateHosts }, url).bytes()).rejects.toMatchObject({
        name: "DownloadError",
        provider: "fake",
        message: `Download refused: ${JSON.stringify(url)} is not a link that begins with https:// [fake]`,
      });
    }
    expect(urls()).toEqual([]);
  });

  it.each(["http://user@files.test/a", "http://:secret@files.test/a", "http://user:secret@files.test/a"])(
    "is refused where it has credentials, which the error does not quote: %s",
    async (url) => {
      const { image, urls } = linked(new Response("GIF89 secret"));
      const redirect = linked(new Response(null, { status: 302, headers: { location: url } }));
      for (const refused of [image({ allowPrivateHosts: true }, url), redirect.image()]) {
        const error = await settled(refused.bytes());
        expect(error).toMatchObject({ name: "DownloadError", retryable: false });
        expect(error).toHaveProperty("message", expect.stringContaining("files.test has credentials"));
        expect(String(error)).not.toContain("secret");
      }
      expect([urls().length, redirect.urls().length]).toEqual([0, 1]);
    },
  );
});

describe("a name that resolves to a private address", () => {
  const lookup =
    (names: Readonly<Record<string, readonly string[]>>): HostLookup =>
    async (hostname) => {
      const addresses = names[hostname];
      if (!addresses) throw new Error("ENOTFOUND");
      return addresses.map((address) => ({ address }));
    };

  it.each(["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "fe80::1%eth0"])(
    "is refused after its look-up: %s",
    async (address) => {
      const { image, urls } = linked(new Response("GIF89 secret"));
      const names = lookup({ "files.test": ["93.184.215.14", address] });
      await expect(image().bytes({ lookup: names })).rejects.toMatchObject({
        name: "DownloadError",
        retryable: false,
        message: expect.stringContaining(`Download refused: files.test (${address}) is a private address`),
      });
      expect(urls()).toEqual([]);
    },
  );

  it("is refused as the target of a redirect", async () => {
    const { image, urls } = linked(redirect("https://inside.test/"));
    const names = lookup({ "files.test": ["93.184.215.14"], "inside.test": ["10.0.0.1"] });
    await expect(image().bytes({ lookup: names })).rejects.toThrow("inside.test (10.0.0.1)");
    expect(urls()).toEqual([link]);
  });

  it("is accepted without a look-up when private hosts are allowed", async () => {
    const { image } = linked(new Response("GIF89 mine"));
    const names: HostLookup = () => Promise.reject(new Error("was looked up"));
    expect(text(await image({ allowPrivateHosts: true }).bytes({ lookup: names }))).toBe("GIF89 mine");
  });

  it("does not include a public name, or a name that does not resolve", async () => {
    const { image } = linked(() => new Response("GIF89 there"));
    const names = lookup({ "files.test": ["93.184.215.14", "2606:2800:21f:cb07::1"] });
    expect(text(await image().bytes({ lookup: names }))).toBe("GIF89 there");
    expect(text(await image().bytes({ lookup: lookup({}) }))).toBe("GIF89 there");
  });

  it("is looked up within the idle time-out", async () => {
    const { image, clock } = linked(new Response("late"));
    const result = settled(image().bytes({ lookup: () => new Promise(() => {}) }));
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "TimeoutError", charged: "no" });
    expect(clock.pending).toBe(0);
  });
});

describe("a host is looked up by default", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  /** Reads an image with the default look-up. */
  const read = ({ image }: ReturnType<typeof linked>, url = link) => image({}, url).bytes({ lookup: undefined });

  it("with the system's resolver, and again after each redirect", async () => {
    const lookup = systemLookup(async () => [{ address: "93.184.215.14" }]);
    const asked = linked(redirect("https://more.test/b"), new Response("GIF89"));
    expect(text(await read(asked))).toBe("GIF89");
    expect(lookup.mock.calls).toEqual([
      ["files.test", { all: true }],
      ["more.test", { all: true }],
    ]);
  });

  it.each([
    "10.0.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "fd00:ec2::254",
    "::ffff:10.0.0.1",
    "2002:a00:1::",
  ])("and refused with a private address: %s", async (address) => {
    systemLookup(async () => [{ address: "93.184.215.14" }, { address }]);
    const asked = linked(new Response("GIF89"));
    await expect(read(asked)).rejects.toMatchObject({
      name: "DownloadError",
      retryable: false,
      message: expect.stringContaining(`files.test (${address}) is a private address`),
    });
    expect(asked.urls()).toEqual([]);
  });

  it.each<[string, () => Promise<never>]>([
    ["fails", () => Promise.reject(new Error("ENOTFOUND"))],
    [
      "is not implemented",
      () => {
        throw new Error("not implemented");
      },
    ],
  ])("and left to fetch if the look-up %s", async (_, answer) => {
    systemLookup(answer);
    expect(text(await read(linked(new Response("GIF89"))))).toBe("GIF89");
  });

  it.each([
    ["no process", undefined],
    ["a process without modules", { env: {} }],
    ["no such module", { getBuiltinModule: () => undefined }],
  ])("and left to fetch if the runtime has %s", async (_, process) => {
    const lookup = systemLookup(async () => [{ address: "10.0.0.1" }]);
    vi.stubGlobal("process", process);
    const bytes = await read(linked(new Response("GIF89")));
    vi.unstubAllGlobals();
    expect(text(bytes)).toBe("GIF89");
    expect(lookup).not.toHaveBeenCalled();
  });

  it("but not with lookup: false, or when private hosts are allowed", async () => {
    const lookup = systemLookup(async () => [{ address: "10.0.0.1" }]);
    const { image } = linked(() => new Response("GIF89"));
    expect(text(await image().bytes({ lookup: false }))).toBe("GIF89");
    expect(text(await image({ allowPrivateHosts: true }).bytes({ lookup: undefined }))).toBe("GIF89");
    expect(lookup).not.toHaveBeenCalled();
    await expect(image({}, "http://10.0.0.1/").bytes({ lookup: false })).rejects.toThrow("private address");
  });

  it("but not for a link with an IPv6 address, which no resolver knows in brackets", async () => {
    const lookup = systemLookup(async () => []);
    expect(text(await read(linked(new Response("GIF89")), "http://[2606:2800:21f:cb07::1]/"))).toBe("GIF89");
    expect(lookup).not.toHaveBeenCalled();
  });
});
