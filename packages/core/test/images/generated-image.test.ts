import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FetchedImage, type ImageFacts } from "../../src/images/generated-image.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { settled } from "../fake-provider.ts";
import { systemLookup } from "../system-lookup.ts";
import { virtualClock } from "../virtual-clock.ts";

const link = "https://files.test/a";

/** An image whose link returns a response. */
function imageOf(facts: Partial<ImageFacts>, response = () => new Response("GIF89 linked")) {
  const urls: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    urls.push(String(input));
    return response();
  };
  const downloader = { provider: "fake", clock: systemClock, fetch, download: {}, redact: <T>(outside: T) => outside };
  return { image: new FetchedImage({ mediaType: "image/jpeg", ...facts }, downloader), urls };
}

beforeEach(() => void systemLookup(async () => [{ address: "93.184.215.14" }]));
afterEach(() => vi.restoreAllMocks());

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe("an image", () => {
  it("has the facts that it was made from, and does not show its data", () => {
    const facts = { url: link, width: 2, height: 3, mediaType: "image/png", expiresAt: new Date(0) };
    expect({ ...imageOf({ ...facts, inline: "AAAA" }).image }).toEqual(facts);
  });

  it("is downloaded when its bytes are first asked for", async () => {
    const { image, urls } = imageOf({ url: link });
    expect(urls).toEqual([]);
    expect(text(await image.bytes())).toBe("GIF89 linked");
    expect(urls).toEqual([link]);
  });

  it("that came inline is decoded, and nothing is downloaded", async () => {
    const { image, urls } = imageOf({ url: link, inline: "R0lGODk=" });
    expect(text(await image.bytes())).toBe("GIF89");
    expect(urls).toEqual([]);
    await expect(imageOf({ inline: "%%%" }).image.bytes()).rejects.toMatchObject({ name: "DownloadError" });
  });

  it("comes as a Blob of its type, and as a stream", async () => {
    const { image } = imageOf({ url: link });
    const blob = await image.blob();
    expect([blob.type, await blob.text()]).toEqual(["image/jpeg", "GIF89 linked"]);
    expect(await new Response(image.stream()).text()).toBe("GIF89 linked");
  });

  it("passes the options of reading on in bytes(), blob() and stream()", async () => {
    const { image } = imageOf({ url: link });
    const signal = AbortSignal.abort();
    await expect(image.bytes({ signal })).rejects.toMatchObject({ name: "AbortedError" });
    await expect(image.blob({ signal })).rejects.toMatchObject({ name: "AbortedError" });
    await expect(new Response(image.stream({ signal })).text()).rejects.toMatchObject({ name: "AbortedError" });
    const lookup = async () => [{ address: "10.0.0.1" }];
    await expect(image.bytes({ lookup })).rejects.toThrow("files.test (10.0.0.1)");
    await expect(image.blob({ lookup })).rejects.toThrow("files.test (10.0.0.1)");
    await expect(new Response(image.stream({ lookup })).text()).rejects.toThrow("files.test (10.0.0.1)");
  });

  it("looks its host up in bytes(), blob() and stream() by default", async () => {
    systemLookup(async () => [{ address: "10.0.0.1" }]);
    const { image, urls } = imageOf({ url: link });
    await expect(image.bytes()).rejects.toThrow("files.test (10.0.0.1)");
    await expect(image.blob()).rejects.toThrow("files.test (10.0.0.1)");
    await expect(new Response(image.stream()).text()).rejects.toThrow("files.test (10.0.0.1)");
    expect(urls).toEqual([]);
  });

  it.each(["", "PGh0bWw+", "%%%"])(
    "that came inline as %j is not returned, because it is not an image",
    async (inline) => {
      const { image } = imageOf({ inline });
      const notAnImage = { name: "DownloadError", retryable: false };
      await expect(image.bytes()).rejects.toMatchObject(notAnImage);
      await expect(image.blob()).rejects.toMatchObject(notAnImage);
      await expect(new Response(image.stream()).text()).rejects.toMatchObject(notAnImage);
    },
  );

  it("that came inline is streamed, too", async () => {
    expect(await new Response(imageOf({ inline: "R0lGODk=" }).image.stream()).text()).toBe("GIF89");
  });

  it("is streamed as it arrives", async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("GIF89 and the rest never comes")),
    });
    const { image } = imageOf({ url: link }, () => new Response(body));
    const reader = image.stream().getReader();
    expect(text((await reader.read()).value ?? new Uint8Array())).toBe("GIF89 and the rest never comes");
    await reader.cancel();
  });

  it("names its expiry when its link is refused after it", async () => {
    const { image } = imageOf({ url: link, expiresAt: new Date(0) }, () => new Response(null, { status: 403 }));
    await expect(image.bytes()).rejects.toThrow("expired at 1970");
  });

  it("without a link and data throws DownloadError, and sends nothing", async () => {
    const clock = virtualClock();
    const fetch = () => Promise.reject(new Error("was asked"));
    const image = new FetchedImage(
      { mediaType: "image/png" },
      { provider: "fake", clock, fetch, download: {}, redact: (outside) => outside },
    );
    const result = settled(image.bytes());
    await clock.advance(1500);
    expect(await result).toMatchObject({
      name: "DownloadError",
      message: 'Download refused: "" is not a link that begins with https:// [fake]',
    });
  });
});
