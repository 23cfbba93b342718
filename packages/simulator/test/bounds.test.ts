import { getResponse } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CallLog } from "../src/call-log.ts";
import { ImageStore } from "../src/images.ts";
import type { Picture } from "../src/picture.ts";
import { render } from "../src/render.ts";
import { TaskStore } from "../src/tasks.ts";
import { UploadStore } from "../src/uploads.ts";

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

const call = { provider: "ark", operation: "generateImages", body: {}, at: new Date(0), status: 200 } as const;

describe("memory", () => {
  it("keeps the last 5000 links", async () => {
    const images = new ImageStore("https://images.test");
    const links = Array.from({ length: 5001 }, (_, index) => images.link(picture(index)));
    const status = async (link = "") => (await getResponse([images.handler], new Request(link)))?.status;
    expect(await status(links[0])).toBe(404);
    expect(await status(links[1])).toBe(200);
    expect(await status(links[5000])).toBe(200);
  });

  it("keeps the 64 MB of files that were read last", { timeout: 30_000 }, async () => {
    const images = new ImageStore("https://images.test");
    const read = (index: number) => getResponse([images.handler], new Request(images.link(picture(index))));
    for (let index = 0; index < 64; index++) await read(index);
    await read(0);
    expect(render).toHaveBeenCalledTimes(64);
    await read(64);
    await read(0);
    expect(render).toHaveBeenCalledTimes(65);
    await read(1);
    expect(render).toHaveBeenCalledTimes(66);
  });

  it("does not keep a failure", async () => {
    vi.mocked(render).mockRejectedValueOnce(new Error("no ink"));
    const images = new ImageStore("https://images.test");
    await expect(images.inline(picture(0))).rejects.toThrow("no ink");
    expect(await images.inline(picture(0))).toMatch(/^A+/);
  });

  it("keeps the last 1000 calls", () => {
    const log = new CallLog();
    for (let status = 1; status <= 1003; status++) log.add({ ...call, status }, 1);
    expect([log.calls.length, log.calls[0]?.status, log.calls.at(-1)?.status]).toEqual([1000, 4, 1003]);
  });

  it("keeps 128 MB of calls, and always the last one", () => {
    const log = new CallLog();
    for (let index = 0; index < 4; index++) log.add(call, 40 * MEGABYTE);
    expect(log.calls).toHaveLength(3);
    log.add(call, 500 * MEGABYTE);
    expect(log.calls).toHaveLength(1);
    log.add(call, 1);
    expect(log.calls).toHaveLength(1);
    log.add(call, 1);
    expect(log.calls).toHaveLength(2);
  });

  it("keeps the last 1000 tasks, and only their keys", () => {
    const tasks = new TaskStore();
    for (let index = 0; index <= 1000; index++) {
      tasks.add({ id: `task ${index}`, created: 0, duration: 0 }, { name: `key ${index}`, submission: "" });
    }
    expect([tasks.poll("task 0"), tasks.submittedAs("key 0")]).toEqual([undefined, undefined]);
    expect([tasks.poll("task 1")?.polls, tasks.poll("task 1")?.polls]).toEqual([1, 2]);
    expect(tasks.submittedAs("key 1000")?.task.id).toBe("task 1000");
  });

  it("keeps the last 64 MB of uploads", async () => {
    const uploads = new UploadStore("https://images.test");
    const file = new Uint8Array(20 * MEGABYTE);
    const urls = ["a", "b", "c", "d"].map((id) => uploads.add(id, "image/gif", file));
    const status = async (url: string) => (await getResponse([uploads.handler], new Request(url)))?.status;
    expect(await Promise.all(urls.map(status))).toEqual([404, 200, 200, 200]);
  });
});
