import { getResponse } from "msw";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { ADDRESS, bodyOf, expectRefusal, submitted, task, upload } from "./apimart.ts";
import { simulate } from "./simulate.ts";

const now = Date.UTC(2026, 10, 1);
const simulator = simulate({ clock: { now: () => now, after: () => () => {} } });

async function image(format: "jpeg" | "png" | "webp" | "gif"): Promise<Uint8Array<ArrayBuffer>> {
  const blank = sharp({ create: { width: 20, height: 10, channels: 3, background: "red" } });
  return new Uint8Array(await blank.toFormat(format).toBuffer());
}

interface Uploaded {
  readonly url: string;
  readonly content_type: string;
}

describe("an upload", () => {
  it.each(["jpeg", "png", "webp", "gif"] as const)("of %s is served at its URL", async (format) => {
    const bytes = await image(format);
    // The format follows from the bytes, even if the caller sends another type.
    const response = await upload(new Blob([bytes], { type: "application/octet-stream" }), `kite.${format}`);
    expect(response.status).toBe(200);
    const body = await bodyOf<Uploaded>("uploadImage", response);
    expect(body).toEqual({
      url: expect.stringMatching(new RegExp(`^https://images\\.simulator\\.test/uploads/[0-9a-f]{32}\\.${format}$`)),
      filename: `kite.${format}`,
      content_type: `image/${format}`,
      bytes: bytes.length,
      created_at: now / 1000,
    });
    const file = await fetch(body.url);
    expect(file.headers.get("content-type")).toBe(`image/${format}`);
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  });

  it("can be a reference", async () => {
    const { url } = await bodyOf<Uploaded>("uploadImage", await upload(new Blob([await image("png")])));
    const { result } = await task(await submitted({ image_urls: [url], n: 2 }));
    expect(result?.images).toHaveLength(2);
  });

  it("is recorded as a call, without its bytes", async () => {
    await upload(new Blob(["GIF89a"], { type: "image/gif" }), "a.gif");
    await upload("no file");
    expect(simulator.calls.map(({ operation, status, body }) => [operation, status, body])).toEqual([
      ["uploadImage", 200, { file: { filename: "a.gif", content_type: "image/gif", bytes: 6 } }],
      ["uploadImage", 400, undefined],
    ]);
  });

  it("is gone after a reset", async () => {
    const { url } = await bodyOf<Uploaded>("uploadImage", await upload(new Blob(["GIF89a"])));
    expect((await fetch(url)).status).toBe(200);
    simulator.reset();
    expect((await fetch(url)).status).toBe(404);
  });

  it("is accepted up to 20 MB, and refused above", async () => {
    const file = new Uint8Array(20 * 1024 * 1024 + 1);
    file.set(new TextEncoder().encode("GIF89a"));
    expect((await upload(new Blob([file.subarray(0, -1)]))).status).toBe(200);
    const response = await upload(new Blob([file]));
    expect(response.status).toBe(413);
    expect(await expectRefusal(response, "uploadImage")).toMatchObject({ code: 413, type: "invalid_request_error" });
  });

  it.each([
    [new Blob(["<svg/>"], { type: "image/svg+xml" }), /not a JPEG, PNG, WebP or GIF/],
    [new Blob([]), /not a JPEG/],
    ["text", /no such file/],
  ])("of another kind is refused (%#)", async (file, message) => {
    const response = await upload(file);
    expect(response.status).toBe(400);
    expect((await expectRefusal(response, "uploadImage")).message).toMatch(message);
  });

  it.each(["application/json", "multipart/form-data; boundary=x", ""])("in a body of %j is refused", async (type) => {
    const response = await fetch(`${ADDRESS}/v1/uploads/images`, {
      method: "POST",
      headers: { authorization: "Bearer key", "content-type": type },
      body: "{}",
    });
    expect(response.status).toBe(400);
    await expectRefusal(response, "uploadImage");
  });

  it("is refused by its content-length alone if it is above the simulator's limit", async () => {
    const request = new Request(`${ADDRESS}/v1/uploads/images`, {
      method: "POST",
      headers: { authorization: "Bearer key", "content-length": String(65 * 1024 * 1024) },
    });
    const response = await getResponse(simulator.handlers, request);
    expect(response?.status).toBe(413);
    expect((await expectRefusal(response ?? Response.error(), "uploadImage")).code).toBe(413);
  });

  it("needs a key", async () => {
    const response = await fetch(`${ADDRESS}/v1/uploads/images`, { method: "POST", body: new FormData() });
    expect(response.status).toBe(401);
    await expectRefusal(response, "uploadImage");
  });
});
