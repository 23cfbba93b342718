import { describe, expect, it } from "vitest";
import { FetchedImage, type ImageFacts } from "../../src/images/generated-image.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { settled } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";

const link = "https://files.test/a";

/** An image whose link returns a response. */
function imageOf(facts: Partial<ImageFacts>, response = () => new Response("linked")) {
  const urls: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    urls.push(String(input));
    return response();
  };
  const downloader = { provider: "fake", clock: systemClock, fetch, download: {} };
  return { image: new FetchedImage({ mediaType: "image/jpeg", ...facts }, downloader), urls };
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe("an image", () => {
  it("has the facts that it was made from, and does not show its data", () => {
    const facts = { url: link, width: 2, height: 3, mediaType: "image/png", expiresAt: new Date(0) };
    expect({ ...imageOf({ ...facts, inline: "AAAA" }).image }).toEqual(facts);
  });

  it("is downloaded when its bytes are first asked for", async () => {
    const { image, urls } = imageOf({ url: link });
    expect(urls).toEqual([]);
    expect(text(await image.bytes())).toBe("linked");
    expect(urls).toEqual([link]);
  });

  it("that came inline is decoded, and nothing is downloaded", async () => {
    const { image, urls } = imageOf({ url: link, inline: "anBlZw==" });
    expect(text(await image.bytes())).toBe("jpeg");
    expect(urls).toEqual([]);
    await expect(imageOf({ inline: "%%%" }).image.bytes()).rejects.toMatchObject({ name: "DownloadError" });
    expect(await imageOf({ inline: "" }).image.bytes()).toHaveLength(0);
  });

  it("comes as a Blob of its type, and as a stream", async () => {
    const { image } = imageOf({ url: link });
    const blob = await image.blob();
    expect([blob.type, await blob.text()]).toEqual(["image/jpeg", "linked"]);
    expect(await new Response(image.stream()).text()).toBe("linked");
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
  });

  it("names its expiry when its link is refused after it", async () => {
    const { image } = imageOf({ url: link, expiresAt: new Date(0) }, () => new Response(null, { status: 403 }));
    await expect(image.bytes()).rejects.toThrow("expired at 1970");
  });

  it("without a link and data throws DownloadError, and asks for nothing", async () => {
    const clock = virtualClock();
    const fetch = () => Promise.reject(new Error("was asked"));
    const image = new FetchedImage({ mediaType: "image/png" }, { provider: "fake", clock, fetch, download: {} });
    const result = settled(image.bytes());
    await clock.advance(1500);
    expect(await result).toMatchObject({ name: "DownloadError", cause: { message: "Invalid URL" } });
  });
});
