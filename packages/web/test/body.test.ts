import { expect, test } from "vitest";
import { readPageRequest } from "../src/body.ts";

/** Reads a request with a reference image, and returns the image. */
async function readImage(image: string): Promise<unknown> {
  const body = JSON.stringify({ request: { prompt: "A lighthouse", images: image } });
  const headers = { "content-type": "application/json" };
  const request = new Request("https://app.test/runs", { method: "POST", headers, body });
  const read = await readPageRequest(request, undefined, 1000);
  return read.request.images;
}

test.each([
  ["jpeg", Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ["png", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")],
  ["webp", Buffer.from("RIFF1234WEBPVP8 ")],
  ["gif", Buffer.from("GIF89a")],
  ["heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0")],
])("gives a reference image the type of its content: %s", async (format, bytes) => {
  const base64 = bytes.toString("base64");
  expect(await readImage(`data:image/*;base64,${base64}`)).toEqual([`data:image/${format};base64,${base64}`]);
});

test.each(["https://files.test/a.png", "data:image/avif;base64,AAAAHGZ0eXBhdmlm", "data:text/plain;base64,AAAA"])(
  "leaves a reference image as it is whose content it does not know: %s",
  async (image) => {
    expect(await readImage(image)).toEqual([image]);
  },
);

test("says how to pass on a body that middleware has read", async () => {
  const body = JSON.stringify({ request: { prompt: "A lighthouse" } });
  const headers = { "content-type": "application/json" };
  const request = new Request("https://app.test/runs", { method: "POST", headers, body });
  const parsed: unknown = await request.json();
  await expect(readPageRequest(request, undefined, 1000)).rejects.toThrow("pass it as handler(request, { body })");
  expect(await readPageRequest(request, parsed, 1000)).toMatchObject({ request: { prompt: "A lighthouse" } });
});
