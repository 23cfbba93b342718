import { getResponse } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CallLog } from "../src/calls.ts";
import { ImageStore } from "../src/images.ts";
import type { Picture } from "../src/picture.ts";
import { render } from "../src/render.ts";

const MEGABYTE = 1024 * 1024;

vi.mock("../src/render.ts", () => ({
  render: vi.fn(async () => ({ type: "image/jpeg", bytes: new Uint8Array(MEGABYTE) })),
}));

beforeEach(() => vi.mocked(render).mockClear());

const picture = (index: number): Picture => ({
  id: index.toString(16).padStart(8, "0"),
  format: "jpeg",
  width: 1,
  height: 1,
  prompt: "",
  model: "",
  index,
  total: 1,
  references: 0,
  watermark: false,
  theme: "",
});

describe("memory", () => {
  it("holds the last 5000 links", async () => {
    const images = new ImageStore("https://images.test");
    const links = Array.from({ length: 5001 }, (_, index) => images.link(picture(index)));
    const status = async (link = "") => (await getResponse([images.handler], new Request(link)))?.status;
    expect(await status(links[0])).toBe(404);
    expect(await status(links[1])).toBe(200);
    expect(await status(links[5000])).toBe(200);
  });

  it("holds 64 MB of files, those last read", async () => {
    const images = new ImageStore("https://images.test");
    for (let index = 0; index < 64; index++) await images.inline(picture(index));
    await images.inline(picture(0));
    expect(render).toHaveBeenCalledTimes(64);
    await images.inline(picture(64));
    await images.inline(picture(0));
    expect(render).toHaveBeenCalledTimes(65);
    await images.inline(picture(1));
    expect(render).toHaveBeenCalledTimes(66);
  });

  it("does not keep a failure", async () => {
    vi.mocked(render).mockRejectedValueOnce(new Error("no ink"));
    const images = new ImageStore("https://images.test");
    await expect(images.inline(picture(0))).rejects.toThrow("no ink");
    expect(await images.inline(picture(0))).toMatch(/^A+/);
  });

  it("holds 128 MB of calls, the last one always", () => {
    const log = new CallLog();
    const call = { provider: "ark", body: {}, at: new Date(0), status: 200 } as const;
    for (let index = 0; index < 4; index++) log.add(call, 40 * MEGABYTE);
    expect(log.calls).toHaveLength(3);
    log.add(call, 500 * MEGABYTE);
    expect(log.calls).toHaveLength(1);
    log.add(call, 1);
    expect(log.calls).toHaveLength(1);
    log.add(call, 1);
    expect(log.calls).toHaveLength(2);
  });
});
