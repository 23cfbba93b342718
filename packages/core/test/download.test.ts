import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { systemClock } from "../src/clock.ts";
import { type Downloader, type DownloadLimits, download, type HostLookup } from "../src/download.ts";
import { GeneratedImage, type ReadOptions } from "../src/image.ts";
import { pieces, settled } from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

const link = "https://files.test/a";

type Answer = Response | Error | (() => Response | Promise<Response>);

/** A link whose hosts give these answers in turn, the last one for ever. */
function linked(...answers: readonly Answer[]) {
  const clock = virtualClock();
  const asked: { url: string; init: RequestInit }[] = [];
  const baseFetch: typeof fetch = async (input, init = {}) => {
    const next = answers[asked.length] ?? answers.at(-1);
    asked.push({ url: String(input), init });
    if (next instanceof Error) throw next;
    if (!next) throw new Error("nothing is answered here");
    return next instanceof Response ? next : next();
  };
  const downloader = (limits: DownloadLimits): Downloader => ({ provider: "fake", clock, baseFetch, download: limits });
  return {
    clock,
    asked,
    urls: () => asked.map(({ url }) => url),
    /** As the image is read, but for loading the code first, which takes real time. */
    image: (limits: DownloadLimits = {}, url = link, expiresAt?: Date) => ({
      bytes: (options?: ReadOptions) => download(url, expiresAt, downloader(limits), options),
    }),
    whole: (expiresAt?: Date) => new GeneratedImage({ url: link, mediaType: "image/jpeg", expiresAt }, downloader({})),
  };
}

const status = (code: number, headers: Record<string, string> = {}) => new Response(null, { status: code, headers });
const redirect = (location: string, code = 302) => status(code, { location });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** As a browser answers to `redirect: "manual"`. */
const opaqueRedirect = () => Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
const opaqueError = () =>
  Object.defineProperties(new Response(null), { type: { value: "opaqueredirect" }, ok: { value: false } });

describe("an image behind a link", () => {
  it("comes as bytes, as a Blob of its type and as a stream", async () => {
    const { whole } = linked(() => new Response("jpeg"));
    expect(text(await whole().bytes())).toBe("jpeg");
    const blob = await whole().blob();
    expect([blob.type, await blob.text()]).toEqual(["image/jpeg", "jpeg"]);
    expect(await new Response(whole().stream()).text()).toBe("jpeg");
  });

  it("is read as its reader says, whichever way, and expires when it does", async () => {
    const { whole } = linked(status(403));
    const signal = AbortSignal.abort();
    const image = whole(new Date(0));
    await expect(image.bytes()).rejects.toThrow("expired at 1970");
    await expect(image.bytes({ signal })).rejects.toMatchObject({ name: "AbortedError" });
    await expect(image.blob({ signal })).rejects.toMatchObject({ name: "AbortedError" });
    await expect(new Response(image.stream({ signal })).text()).rejects.toMatchObject({ name: "AbortedError" });
  });

  it("is asked for without credentials, and without following anything unseen", async () => {
    const { image, asked } = linked(new Response("jpeg"));
    await image().bytes();
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
    const bytes = await download(url, undefined, {
      provider: "fake",
      clock: systemClock,
      baseFetch: fetch,
      download: limits,
    });
    server.closeAllConnections();
    server.close();
    expect(text(bytes)).toBe("jpeg");
    expect(seen).toEqual([undefined, undefined]);
  });

  it("may have no bytes at all", async () => {
    const { image } = linked(status(204));
    expect(await image().bytes()).toHaveLength(0);
  });

  it("leaves no timer and no listener", async () => {
    const { image, clock } = linked(new Response("jpeg"));
    const { signal } = new AbortController();
    await image().bytes({ signal });
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("an image that came inline", () => {
  const inline = (base64: string) => {
    const clock = virtualClock();
    return new GeneratedImage(
      { inline: base64, mediaType: "image/png" },
      { provider: "fake", clock, baseFetch: fetch, download: {} },
    );
  };

  it("is decoded", async () => {
    expect(text(await inline("anBlZw==").bytes())).toBe("jpeg");
  });

  it("and is no Base64 says so", async () => {
    await expect(inline("%%%").bytes()).rejects.toMatchObject({
      name: "DownloadError",
      message: "The image came inline, but its bytes are no Base64 [fake]",
      provider: "fake",
      cause: expect.any(Error),
    });
  });
});

describe("a download that fails on the way", () => {
  it.each<[string, () => Answer]>([
    ["the connection drops", () => new TypeError("terminated")],
    ["the connection drops inside the file", () => pieces(["who"], "fail")],
    ["the server fails", () => status(500)],
    ["the server is busy", () => status(503)],
    ["there are too many at once", () => status(429)],
  ])("is made again when %s, after a wait that grows", async (_, fault) => {
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

  it("is given up at the third attempt, and says why", async () => {
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

  it.each([500, 503, 429])("with %i to the end says that it may be tried later", async (code) => {
    const { image, clock, urls } = linked(status(code));
    const result = settled(image({}, link, new Date(0)).bytes());
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "DownloadError", status: code, retryable: true, provider: "fake" });
    expect(await result).toMatchObject({ message: `The link to the image was refused [fake, HTTP ${code}]` });
    expect(urls()).toHaveLength(3);
  });

  it.each([304, 400, 403, 404, 410, 428, 430, 499])("with %i is not made again", async (code) => {
    const { image, urls } = linked(status(code));
    await expect(image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: code, retryable: false });
    expect(urls()).toHaveLength(1);
  });
});

describe("a link that expired", () => {
  const at = (offset: number) => {
    const { image, clock } = linked(status(403));
    return image({}, link, new Date(clock.now() + offset)).bytes();
  };

  it.each([0, -1, -86_400_000])("says so, when, and what to do: %i ms ago", async (offset) => {
    await expect(at(offset)).rejects.toMatchObject({
      name: "DownloadError",
      status: 403,
      provider: "fake",
      cause: { name: "DownloadError" },
      message: expect.stringMatching(
        /^The link expired at 20\d\d-.*Z; fetch images soon.*delivery "inline" \[fake, HTTP/,
      ),
    });
  });

  it("is not to blame while it holds, or where nobody knows its end", async () => {
    await expect(at(1)).rejects.toThrow("The link to the image was refused");
    await expect(linked(status(403)).image().bytes()).rejects.toThrow("The link to the image was refused");
  });

  it("is not to blame for what this side refuses", async () => {
    const { image } = linked(new Response("x".repeat(11)));
    await expect(image({ maxBytes: 10 }, link, new Date(0)).bytes()).rejects.toThrow("larger than 10 bytes");
  });
});

describe("a redirect", () => {
  it.each([300, 301, 302, 303, 307, 308])("is followed: %i, also to a relative address", async (code) => {
    const { image, urls } = linked(redirect("/b", code), redirect("https://more.test/c", code), new Response("there"));
    expect(text(await image().bytes())).toBe("there");
    expect(urls()).toEqual([link, "https://files.test/b", "https://more.test/c"]);
  });

  it("is followed five times, and no further", async () => {
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

  it.each([200, 201])("is none when the answer is %i, wherever it points", async (code) => {
    const { image, urls } = linked(new Response("here", { status: code, headers: { location: "/b" } }));
    expect(text(await image().bytes())).toBe("here");
    expect(urls()).toHaveLength(1);
  });

  it.each([400, 403])("is none when the answer is %i, wherever it points", async (code) => {
    const { image, urls } = linked(redirect("/b", code));
    await expect(image().bytes()).rejects.toMatchObject({ status: code });
    expect(urls()).toHaveLength(1);
  });

  it("to nowhere is a refusal", async () => {
    await expect(linked(status(302)).image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: 302 });
  });

  it("that a browser hides is left to the browser, without credentials", async () => {
    const { image, asked } = linked(opaqueError(), new Response("there"));
    expect(text(await image().bytes())).toBe("there");
    expect(asked).toMatchObject([
      { url: link, init: { redirect: "manual" } },
      { url: link, init: { redirect: "follow", credentials: "omit" } },
    ]);
  });

  it("that a browser hides and that leads to a page of an error gives no image", async () => {
    const { image } = linked(opaqueRedirect(), status(403));
    await expect(image().bytes()).rejects.toMatchObject({ name: "DownloadError", status: 403 });
  });

  it("to a private address is not followed", async () => {
    const { image, urls } = linked(redirect("http://169.254.169.254/"));
    await expect(image().bytes()).rejects.toThrow("169.254.169.254");
    expect(urls()).toEqual([link]);
  });
});

describe("a size", () => {
  it("up to the limit is taken, and none beyond it", async () => {
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
});

describe("a download that takes too long", () => {
  const never = () => new Promise<Response>(() => {});

  it.each<[string, DownloadLimits, number]>([
    ["No complete answer within 600 s", { idleTimeout: 700_000 }, 600_000],
    ["No complete answer within 7 s", { timeout: 7000 }, 7000],
    ["The answer fell silent for 60 s", {}, 60_000],
    ["The answer fell silent for 5 s", { idleTimeout: 5000 }, 5000],
  ])("is given up: %s", async (message, limits, ms) => {
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

  it("or whose reader aborts ends at once", async () => {
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

  it("or whose reader aborts between two attempts ends at once", async () => {
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

describe("a link where no result is", () => {
  it.each([
    "http://127.0.0.1/x",
    "http://localhost./x",
    "http://printer.local/x",
    "http://0x7f000001/x",
    "http://2130706433/x",
    "http://[::1]/x",
    "http://[::ffff:127.0.0.1]/x",
  ])("is not followed: %s", async (url) => {
    const { image, urls } = linked(new Response("secret"));
    await expect(image({}, url).bytes()).rejects.toMatchObject({
      name: "DownloadError",
      provider: "fake",
      retryable: false,
      message: expect.stringContaining("download.allowPrivateHosts lifts this"),
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
  ])("is not followed, allowed or not: %s", async (url) => {
    const { image, urls } = linked(new Response("secret"));
    for (const allowPrivateHosts of [false, true]) {
      await expect(image({ allowPrivateHosts }, url).bytes()).rejects.toMatchObject({ name: "DownloadError" });
    }
    expect(urls()).toEqual([]);
  });
});

describe("a name that leads to a private address", () => {
  const lookup =
    (names: Readonly<Record<string, readonly string[]>>): HostLookup =>
    async (hostname) => {
      const addresses = names[hostname];
      if (!addresses) throw new Error("ENOTFOUND");
      return addresses.map((address) => ({ address }));
    };

  it.each(["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "fe80::1%eth0"])(
    "is not followed once it is looked up: %s",
    async (address) => {
      const { image, urls } = linked(new Response("secret"));
      const names = lookup({ "files.test": ["93.184.215.14", address] });
      await expect(image().bytes({ lookup: names })).rejects.toMatchObject({
        name: "DownloadError",
        retryable: false,
        message: expect.stringContaining(`https://files.test (${address}), where no result is fetched from`),
      });
      expect(urls()).toEqual([]);
    },
  );

  it("is not followed where a redirect names it, either", async () => {
    const { image, urls } = linked(redirect("https://inside.test/"));
    const names = lookup({ "files.test": ["93.184.215.14"], "inside.test": ["10.0.0.1"] });
    await expect(image().bytes({ lookup: names })).rejects.toThrow("inside.test (10.0.0.1)");
    expect(urls()).toEqual([link]);
  });

  it("is followed when private hosts are allowed, and then not looked up", async () => {
    const { image } = linked(new Response("mine"));
    const names: HostLookup = () => Promise.reject(new Error("was looked up"));
    expect(text(await image({ allowPrivateHosts: true }).bytes({ lookup: names }))).toBe("mine");
  });

  it("is told from one that leads to a public one, and from one that only a proxy knows", async () => {
    const { image } = linked(() => new Response("there"));
    const names = lookup({ "files.test": ["93.184.215.14", "2606:2800:21f:cb07::1"] });
    expect(text(await image().bytes({ lookup: names }))).toBe("there");
    expect(text(await image().bytes({ lookup: lookup({}) }))).toBe("there");
  });

  it("is looked up within the time limits", async () => {
    const { image, clock } = linked(new Response("late"));
    const result = settled(image().bytes({ lookup: () => new Promise(() => {}) }));
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "TimeoutError", charged: "no" });
    expect(clock.pending).toBe(0);
  });
});
