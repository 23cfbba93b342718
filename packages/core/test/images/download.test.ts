import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { HostLookup, ReadOptions } from "../../src/contract/image.ts";
import type { DownloadLimits } from "../../src/contract/options.ts";
import { type Downloader, decodeInline, download } from "../../src/images/download.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { pieces, settled } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";

const link = "https://files.test/a";

type Answer = Response | Error | (() => Response | Promise<Response>);

/** A link whose hosts return these responses in turn, the last one again and again. */
function linked(...answers: readonly Answer[]) {
  const clock = virtualClock();
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const next = answers[asked.length] ?? answers.at(-1);
    asked.push({ url: String(input), init });
    if (next instanceof Error) throw next;
    if (!next) throw new Error("No response is scripted");
    return next instanceof Response ? next : next();
  };
  const downloader = (limits: DownloadLimits): Downloader => ({ provider: "fake", clock, fetch, download: limits });
  return {
    clock,
    asked,
    urls: () => asked.map(({ url }) => url),
    image: (limits: DownloadLimits = {}, url = link, expiresAt?: Date) => ({
      bytes: (options?: ReadOptions) => download(url, expiresAt, downloader(limits), options),
    }),
  };
}

const status = (code: number, headers: Record<string, string> = {}) => new Response(null, { status: code, headers });
const redirect = (location: string, code = 302) => status(code, { location });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** As a browser answers to `redirect: "manual"`. */
const opaqueRedirect = () => Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
const opaqueError = () =>
  Object.defineProperties(new Response(null), { type: { value: "opaqueredirect" }, ok: { value: false } });

/** A response of a fetch without web streams. */
const withBody = (body: unknown, content: string, code = 200) =>
  Object.defineProperty(new Response(content, { status: code }), "body", { value: body });

describe("download()", () => {
  it("asks for a link without credentials, and does not let fetch follow redirects", async () => {
    const { image, asked } = linked(new Response("jpeg"));
    expect(text(await image().bytes())).toBe("jpeg");
    expect(asked[0]).toMatchObject({ url: link, init: { redirect: "manual", credentials: "omit" } });
    expect(asked[0]?.init.headers).toBeUndefined();
  });

  it("shows no credentials to a real server", async () => {
    const seen: unknown[] = [];
    const server = createServer(({ headers }, response) => {
      seen.push(headers.authorization, headers.cookie);
      response.end("jpeg");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const limits = { allowPrivateHosts: true };
    const bytes = await download(url, undefined, { provider: "fake", clock: systemClock, fetch, download: limits });
    server.closeAllConnections();
    server.close();
    expect(text(bytes)).toBe("jpeg");
    expect(seen).toEqual([undefined, undefined]);
  });

  it("returns no bytes of a response without a body", async () => {
    expect(await linked(status(204)).image().bytes()).toHaveLength(0);
  });

  it("leaves no timer and no listener", async () => {
    const { image, clock } = linked(new Response("jpeg"));
    const { signal } = new AbortController();
    await image().bytes({ signal });
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("download() with a fetch without web streams", () => {
  const bodies: [string, () => unknown][] = [
    ["no body, as in React Native", () => undefined],
    ["a stream of Node, as in node-fetch", () => Readable.from([Buffer.from("12345"), Buffer.from("67890")])],
  ];

  it.each(bodies)("reads a response with %s, up to the limit", async (_, body) => {
    const answer = () => withBody(body(), "1234567890");
    expect(text(await linked(answer).image({ maxBytes: 10 }).bytes())).toBe("1234567890");
    await expect(linked(answer).image({ maxBytes: 9 }).bytes()).rejects.toMatchObject({
      name: "DownloadError",
      message: "The image is larger than 9 bytes (download.maxBytes) [fake]",
    });
  });

  it.each(bodies)("refuses a link once by a response with %s", async (_, body) => {
    const { image, urls } = linked(() => withBody(body(), "", 403));
    await expect(image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: 403 });
    expect(urls()).toHaveLength(1);
  });

  it("reads within the idle time-out", async () => {
    const silent = Object.assign(withBody(undefined, ""), { arrayBuffer: () => new Promise(() => {}) });
    const { image, clock } = linked(silent);
    const result = settled(image().bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "TimeoutError", message: expect.stringContaining("timeout.idle") });
  });
});

describe("decodeInline()", () => {
  const { clock } = linked();
  const downloader: Downloader = { provider: "fake", clock, fetch, download: {} };

  it("decodes Base64", () => {
    expect(text(decodeInline("anBlZw==", downloader))).toBe("jpeg");
  });

  it("throws DownloadError for a text that is not Base64", () => {
    const decode = () => decodeInline("%%%", downloader);
    expect(decode).toThrow("The image came inline, but it is not Base64 [fake]");
    expect(decode).toThrow(
      expect.objectContaining({ name: "DownloadError", provider: "fake", cause: expect.any(Error) }),
    );
  });
});

describe("a download that fails", () => {
  it.each<[string, () => Answer]>([
    ["the connection drops", () => new TypeError("terminated")],
    ["the connection drops inside the file", () => pieces(["who"], "fail")],
    ["the server fails", () => status(500)],
    ["the server is overloaded", () => status(503)],
    ["there are too many requests", () => status(429)],
  ])("is repeated when %s, after a pause that grows", async (_, fault) => {
    const { image, clock, urls } = linked(fault(), fault(), new Response("whole"));
    const bytes = image().bytes();
    await clock.advance(499);
    expect(urls()).toHaveLength(1);
    await clock.advance(1);
    expect(urls()).toHaveLength(2);
    await clock.advance(999);
    expect(urls()).toHaveLength(2);
    await clock.advance(1);
    expect(text(await bytes)).toBe("whole");
    expect(clock.pending).toBe(0);
  });

  it("throws DownloadError with the cause after the third attempt", async () => {
    const cause = new TypeError("terminated");
    const { image, clock, urls } = linked(cause);
    const result = settled(image().bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      name: "DownloadError",
      message: "The image could not be fetched from its link [fake]",
      provider: "fake",
      charged: "no",
      cause,
    });
    expect(urls()).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it.each([500, 503, 429])("is retryable after three attempts that end with %i", async (code) => {
    const { image, clock, urls } = linked(status(code));
    const result = settled(image({}, link, new Date(0)).bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "DownloadError", status: code, retryable: true, provider: "fake" });
    expect(await result).toMatchObject({ message: `The link to the image was refused [fake, HTTP ${code}]` });
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

  it.each([0, -1, -86_400_000])("is named in the error, with the time and the way out: %i ms ago", async (offset) => {
    await expect(at(offset)).rejects.toMatchObject({
      name: "DownloadError",
      status: 403,
      provider: "fake",
      cause: { name: "DownloadError" },
      message: expect.stringMatching(
        /^The link expired at 20\d\d-.*Z; download images soon.*delivery "inline" \[fake, HTTP 403\]$/,
      ),
    });
  });

  it("is not named while the link is valid, or where its expiry is unknown", async () => {
    await expect(at(1)).rejects.toThrow("The link to the image was refused");
    await expect(linked(status(403)).image().bytes()).rejects.toThrow("The link to the image was refused");
  });

  it("is not named when the client itself refuses the image", async () => {
    const { image } = linked(new Response("x".repeat(11)));
    await expect(image({ maxBytes: 10 }, link, new Date(0)).bytes()).rejects.toThrow("larger than 10 bytes");
  });
});

describe("a redirect", () => {
  it.each([300, 301, 302, 303, 307, 308])("is followed: %i, and to a relative address", async (code) => {
    const { image, urls } = linked(redirect("/b", code), redirect("https://more.test/c", code), new Response("there"));
    expect(text(await image().bytes())).toBe("there");
    expect(urls()).toEqual([link, "https://files.test/b", "https://more.test/c"]);
  });

  it("is followed five times, and not a sixth", async () => {
    const five = Array.from({ length: 5 }, () => redirect("/on"));
    expect(
      text(
        await linked(...five, new Response("there"))
          .image()
          .bytes(),
      ),
    ).toBe("there");
    const { image, urls } = linked(redirect("/loop"));
    await expect(image().bytes()).rejects.toMatchObject({
      name: "DownloadError",
      provider: "fake",
      message: "The link to the image was redirected more than 5 times [fake]",
    });
    expect(urls()).toHaveLength(6);
  });

  it.each([200, 201])("is not followed with status %i", async (code) => {
    const { image, urls } = linked(new Response("here", { status: code, headers: { location: "/b" } }));
    expect(text(await image().bytes())).toBe("here");
    expect(urls()).toHaveLength(1);
  });

  it.each([400, 403])("is not followed with status %i", async (code) => {
    const { image, urls } = linked(redirect("/b", code));
    await expect(image().bytes()).rejects.toMatchObject({ status: code });
    expect(urls()).toHaveLength(1);
  });

  it("without an address is a refusal", async () => {
    await expect(linked(status(302)).image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: 302 });
  });

  it("hidden by a browser is left to the browser, without credentials", async () => {
    const { image, asked } = linked(opaqueError(), new Response("there"));
    expect(text(await image().bytes())).toBe("there");
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
      await linked(pieces(["12345", "67890"]))
        .image({ maxBytes: 10 })
        .bytes(),
    ).toHaveLength(10);
    const answer = pieces(["12345", "67890", "1", "2"], "stall");
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
    const answer = pieces([...Array<Uint8Array>(128).fill(mebibyte), "1"], "stall");
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
    const { image, urls } = linked(new Response("secret"));
    await expect(image({}, url).bytes()).rejects.toMatchObject({
      name: "DownloadError",
      provider: "fake",
      retryable: false,
      message: expect.stringMatching(
        /^Download refused: .* is a private address; set download.allowPrivateHosts to allow it \[fake\]$/,
      ),
    });
    expect(urls()).toEqual([]);
    expect(text(await image({ allowPrivateHosts: true }, url).bytes())).toBe("secret");
  });

  it.each([
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
    "ftp://files.test/a",
    "httpx://files.test/a",
    "xhttp://files.test/a",
  ])("is refused where it is not a web address, even when private hosts are allowed: %s", async (url) => {
    const { image, urls } = linked(new Response("secret"));
    for (const allowPrivateHosts of [false, true]) {
      await expect(image({ allowPrivateHosts }, url).bytes()).rejects.toMatchObject({
        name: "DownloadError",
        provider: "fake",
        message: `Download refused: the link begins with ${new URL(url).protocol}, not with https: [fake]`,
      });
    }
    expect(urls()).toEqual([]);
  });
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
      const { image, urls } = linked(new Response("secret"));
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
    const { image } = linked(new Response("mine"));
    const names: HostLookup = () => Promise.reject(new Error("was looked up"));
    expect(text(await image({ allowPrivateHosts: true }).bytes({ lookup: names }))).toBe("mine");
  });

  it("is told from a name that resolves to a public one, and from one that does not resolve", async () => {
    const { image } = linked(() => new Response("there"));
    const names = lookup({ "files.test": ["93.184.215.14", "2606:2800:21f:cb07::1"] });
    expect(text(await image().bytes({ lookup: names }))).toBe("there");
    expect(text(await image().bytes({ lookup: lookup({}) }))).toBe("there");
  });

  it("is looked up within the idle time-out", async () => {
    const { image, clock } = linked(new Response("late"));
    const result = settled(image().bytes({ lookup: () => new Promise(() => {}) }));
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "TimeoutError", charged: "no" });
    expect(clock.pending).toBe(0);
  });
});
