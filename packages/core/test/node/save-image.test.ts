import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FetchedImage } from "../../src/images/generated-image.ts";
import { saveImage } from "../../src/node/save-image.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { systemLookup } from "../system-lookup.ts";

vi.mock("node:fs/promises", { spy: true });

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]);

let folder: string;
let lookup: ReturnType<typeof systemLookup>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedream-"));
  lookup = systemLookup(async (host) => [{ address: host === "inside.test" ? "10.0.0.1" : "93.184.215.14" }]);
});
afterEach(async () => {
  vi.mocked(link).mockReset();
  vi.mocked(rename).mockReset();
  vi.mocked(rm).mockReset();
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true });
});

const systemError = (code: string) => Object.assign(new Error(`${code}: it failed`), { code });

function linked(url: string): FetchedImage {
  const fetch = async () => new Response(jpeg);
  return new FetchedImage(
    { url, mediaType: "image/jpeg" },
    { provider: "fake", clock: systemClock, fetch, download: {}, redact: (outside) => outside },
  );
}

function image(inline: string, mediaType = "image/jpeg"): FetchedImage {
  return new FetchedImage(
    { inline, mediaType },
    { provider: "fake", clock: systemClock, fetch, download: {}, redact: (outside) => outside },
  );
}

describe("saveImage()", () => {
  it.each([
    ["cat", "cat.png"],
    ["cat.jpg", "cat.png"],
    ["cat.PNG", "cat.png"],
    ["cat.tif", "cat.png"],
    ["cat.tiff", "cat.png"],
    ["cat.heic", "cat.png"],
    ["cat.pngs", "cat.pngs.png"],
    ["new/folder/cat.v2", "new/folder/cat.v2.png"],
  ])("as %s writes %s, with the extension of the content", async (asked, written) => {
    const saved = await saveImage(image(png.toString("base64")), join(folder, asked));
    expect(saved).toEqual({ path: join(folder, written), bytes: png.length, mediaType: "image/png" });
    expect(await readFile(saved.path)).toEqual(png);
  });

  it.each([
    ["cat", "cat.jpg"],
    ["cat.png", "cat.jpg"],
    ["cat.jpeg", "cat.jpeg"],
    ["cat.JPG", "cat.JPG"],
    ["cat.jpegs", "cat.jpegs.jpg"],
  ])("as %s writes %s, because a JPEG has two extensions", async (asked, written) => {
    const saved = await saveImage(image(jpeg.toString("base64")), join(folder, asked));
    expect(saved).toEqual({ path: join(folder, written), bytes: jpeg.length, mediaType: "image/jpeg" });
  });

  it.each(["image/heif", "image/jpeg", "image/svg+xml", "image/x/../../../escaped", "image/png/../../escaped"])(
    "refuses a file that is not an image, even with an image type, and writes nothing: %s",
    async (type) => {
      const script = Buffer.from("#!/bin/sh").toString("base64");
      await expect(saveImage(image(script, type), join(folder, "cat"))).rejects.toMatchObject({
        name: "DownloadError",
      });
      const foreign = Object.assign(image(png.toString("base64"), type), {
        bytes: async () => Buffer.from("#!/bin/sh"),
      });
      await expect(saveImage(foreign, join(folder, "cat"))).rejects.toMatchObject({
        name: "DownloadError",
        message: 'Not an image: the file begins with "#!/bin/sh"; check what its bytes() returns',
      });
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it("writes the whole file under another name before it appears under its own", async () => {
    const { path } = await saveImage(image(png.toString("base64")), join(folder, "cat"));
    const write = vi.mocked(writeFile).mock.lastCall;
    expect(write).toEqual([expect.stringMatching(/\.part$/), expect.any(Uint8Array), { flag: "wx", flush: true }]);
    expect(vi.mocked(link)).toHaveBeenLastCalledWith(write?.[0], path);
  });

  it("looks up the host of a link, and refuses one with a private address", async () => {
    expect(await saveImage(linked("https://files.test/1"), join(folder, "cat"))).toMatchObject({ bytes: jpeg.length });
    expect(lookup).toHaveBeenLastCalledWith("files.test", { all: true });
    await expect(saveImage(linked("https://inside.test/1"), join(folder, "dog"))).rejects.toThrow(
      "inside.test (10.0.0.1)",
    );
    expect(await readdir(folder)).toEqual(["cat.jpg"]);
  });

  it("looks up the host when lookup is undefined", async () => {
    const saved = saveImage(linked("https://inside.test/1"), join(folder, "dog"), { lookup: undefined });
    await expect(saved).rejects.toThrow("inside.test (10.0.0.1)");
  });

  it("ends when the caller aborts, and writes nothing", async () => {
    const saved = saveImage(linked("https://files.test/1"), join(folder, "cat"), { signal: AbortSignal.abort() });
    await expect(saved).rejects.toMatchObject({ name: "AbortedError" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("uses the look-up of the caller", async () => {
    const inside = async () => [{ address: "10.0.0.2" }];
    await expect(
      saveImage(linked("https://files.test/1"), join(folder, "cat"), { lookup: inside }),
    ).rejects.toMatchObject({ name: "DownloadError", message: expect.stringContaining("10.0.0.2") });
  });

  it("replaces a file only with overwrite", async () => {
    const file = join(folder, "cat.png");
    await writeFile(file, "mine");
    await expect(saveImage(image(png.toString("base64")), file)).rejects.toMatchObject({
      code: "EEXIST",
      path: file,
      cause: { code: "EEXIST" },
      message: `${file} exists; pass { overwrite: true } to replace it, or another name`,
    });
    expect(await readFile(file, "utf8")).toBe("mine");
    await saveImage(image(png.toString("base64")), file, { overwrite: true });
    expect(await readFile(file)).toEqual(png);
  });

  it("leaves no partial file when it fails", async () => {
    await expect(saveImage(image("%%%"), join(folder, "cat"))).rejects.toThrow();
    await writeFile(join(folder, "taken.png"), "");
    await expect(saveImage(image(png.toString("base64")), join(folder, "taken"))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["taken.png"]);
  });
});

describe("saveImage() of arguments that only JavaScript lets pass", () => {
  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["a URL", new URL("file:///tmp/cat")],
    ["bytes", new Uint8Array(3)],
    ["a NUL in the path", "cat\0.png"],
  ])("is refused before the download: %s", async (_, file) => {
    const source = Object.assign(image(""), { bytes: vi.fn() });
    const saved = Reflect.apply(saveImage, undefined, [source, file]);
    await expect(saved).rejects.toMatchObject({ name: "InvalidRequestError", message: expect.stringMatching("path") });
    expect(source.bytes).not.toHaveBeenCalled();
  });

  it.each([[undefined], [null], [5], [{ images: [] }]])("is refused with a remedy: %j", async (source) => {
    const saved = Reflect.apply(saveImage, undefined, [source, `${folder}/cat`]);
    await expect(saved).rejects.toMatchObject({ message: expect.stringContaining("pass result.image") });
  });
});

describe("saveImage() to a path without a file name", () => {
  it.each(["", ".", "..", "/", "out/", "out/.", "out/..", "./", "../"])(
    "is refused before the download: %j",
    async (file) => {
      const source = { bytes: vi.fn(), mediaType: "image/png" };
      const saved = saveImage(Object.assign(image(""), source), file === "" ? "" : `${folder}/${file}`);
      await expect(saved).rejects.toMatchObject({
        name: "InvalidRequestError",
        message: expect.stringMatching(/^file is ".*", which has no file name; add one, such as out\/cat$/),
      });
      await expect(saveImage(Object.assign(image(""), source), file)).rejects.toMatchObject({
        name: "InvalidRequestError",
      });
      expect(source.bytes).not.toHaveBeenCalled();
      expect(await readdir(folder)).toEqual([]);
    },
  );

  const named = ["...", "..cat", "cat..", "a.", ".cat", "cat:", "cat\\", "cat:.", "cat\\.."];
  it.each(named)("does not include a name with dots, or one that only Windows takes for a folder: %j", async (file) => {
    const { path } = await saveImage(image(png.toString("base64")), join(folder, file));
    expect(await readdir(folder)).toEqual([basename(path)]);
  });
});

describe("saveImage() to a long name", () => {
  it.each([1, 200, 209, 210, 213, 214, 250, 251])("writes names of %i bytes and their extension", async (length) => {
    const name = "c".repeat(length);
    const { path } = await saveImage(image(png.toString("base64")), join(folder, name));
    expect(await readdir(folder)).toEqual([`${name}.png`]);
    await saveImage(image(png.toString("base64")), path, { overwrite: true });
    expect(await readFile(path)).toEqual(png);
  });

  it("fails with the error of the file system when the name is too long, and leaves nothing", async () => {
    const saved = saveImage(image(png.toString("base64")), join(folder, "c".repeat(252)));
    await expect(saved).rejects.toMatchObject({ code: "ENAMETOOLONG" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("does not say that the image exists where a file is in place of its folder", async () => {
    await writeFile(join(folder, "out"), "");
    for (const path of ["out/cat", "out/deep/cat"]) {
      const saved = saveImage(image(png.toString("base64")), join(folder, path));
      await expect(saved).rejects.toMatchObject({ code: "ENOTDIR" });
    }
    expect(await readdir(folder)).toEqual(["out"]);
  });

  it("names the file that is in place of its folder, with the error of the file system", async () => {
    const out = join(folder, "out");
    await writeFile(out, "");
    await expect(saveImage(image(png.toString("base64")), join(out, "cat"))).rejects.toMatchObject({
      path: out,
      message: expect.stringContaining(out),
      cause: { code: "EEXIST", syscall: "mkdir" },
    });
  });

  it("fails with the error of the file system when its folder cannot be made", async () => {
    const failure = systemError("EROFS");
    vi.mocked(mkdir).mockRejectedValueOnce(failure);
    const saved = saveImage(image(png.toString("base64")), join(folder, "out/cat"));
    expect(await saved.catch((error: unknown) => error)).toBe(failure);
  });
});

describe("saveImage() on a file system without hard links", () => {
  const codes = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "EACCES", "ENOSYS", "EISDIR", "UNKNOWN", "EMLINK"];

  it.each(codes)("writes the whole file: %s", async (code) => {
    vi.mocked(link).mockRejectedValueOnce(systemError(code));
    const { path } = await saveImage(image(png.toString("base64")), join(folder, "cat"));
    expect(await readFile(path)).toEqual(png);
    expect(await readdir(folder)).toEqual(["cat.png"]);
  });

  it("replaces a file only with overwrite", async () => {
    vi.mocked(link).mockRejectedValue(systemError("EPERM"));
    const file = join(folder, "cat.png");
    await writeFile(file, "mine");
    await expect(saveImage(image(png.toString("base64")), file)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(file, "utf8")).toBe("mine");
    await saveImage(image(png.toString("base64")), file, { overwrite: true });
    expect(await readFile(file)).toEqual(png);
    expect(await readdir(folder)).toEqual(["cat.png"]);
  });

  it("writes exactly one of many images saved under the same name, with every byte", async () => {
    vi.mocked(link).mockRejectedValue(systemError("EPERM"));
    const files = Array.from({ length: 20 }, (_, index) => Buffer.concat([png, Buffer.alloc(100_000, index)]));
    const saves = await Promise.allSettled(
      files.map((file) => saveImage(image(file.toString("base64")), join(folder, "cat"))),
    );
    const winners = files.filter((_, index) => saves[index]?.status === "fulfilled");
    expect(winners).toHaveLength(1);
    expect(await readFile(join(folder, "cat.png"))).toEqual(winners[0]);
    expect(await readdir(folder)).toEqual(["cat.png"]);
  });

  it("never shows a partial image under its name", async () => {
    vi.mocked(link).mockRejectedValue(systemError("EPERM"));
    const sizes: number[] = [];
    vi.mocked(rename).mockImplementationOnce(async (from, to) => {
      sizes.push((await stat(to)).size, (await stat(from)).size);
      vi.mocked(rename).mockReset();
      await rename(from, to);
    });
    await saveImage(image(png.toString("base64")), join(folder, "cat"));
    expect(sizes).toEqual([0, png.length]);
  });

  it("leaves nothing when the last step fails", async () => {
    vi.mocked(link).mockRejectedValueOnce(systemError("EPERM"));
    vi.mocked(rename).mockRejectedValueOnce(systemError("EIO"));
    await expect(saveImage(image(png.toString("base64")), join(folder, "cat"))).rejects.toMatchObject({ code: "EIO" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("leaves a file that another process put there when the last step fails", async () => {
    vi.mocked(link).mockRejectedValueOnce(systemError("EPERM"));
    vi.mocked(rename).mockImplementationOnce(async (_, to) => {
      await writeFile(to, "theirs");
      throw systemError("EIO");
    });
    await expect(saveImage(image(png.toString("base64")), join(folder, "cat"))).rejects.toMatchObject({ code: "EIO" });
    expect(await readFile(join(folder, "cat.png"), "utf8")).toBe("theirs");
  });

  it("reports why the last step failed if another process removed the file", async () => {
    vi.mocked(link).mockRejectedValueOnce(systemError("EPERM"));
    vi.mocked(rename).mockImplementationOnce(async (_, to) => {
      await rm(to);
      throw systemError("EIO");
    });
    await expect(saveImage(image(png.toString("base64")), join(folder, "cat"))).rejects.toMatchObject({ code: "EIO" });
  });
});

describe("saveImage() when the clean-up fails", () => {
  it.each([false, true])("still reports the file that was written, with overwrite: %s", async (overwrite) => {
    vi.mocked(rm).mockRejectedValueOnce(systemError("EBUSY"));
    const saved = await saveImage(image(png.toString("base64")), join(folder, "cat"), { overwrite });
    expect(await readFile(saved.path)).toEqual(png);
  });

  it("still reports why the save failed", async () => {
    await writeFile(join(folder, "cat.png"), "mine");
    vi.mocked(rm).mockRejectedValueOnce(systemError("EBUSY"));
    const saved = saveImage(image(png.toString("base64")), join(folder, "cat"));
    await expect(saved).rejects.toMatchObject({ code: "EEXIST" });
  });
});

describe("saveImage() of a link that was kept", () => {
  const fetched = (answer: () => Response) => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
    vi.stubGlobal("fetch", fetch);
    return fetch;
  };

  it.each([["string", "https://files.test/1.png"] as const, ["URL", new URL("https://files.test/1.png")] as const])(
    "fetches it without credentials, and writes it: a %s",
    async (_, url) => {
      const fetch = fetched(() => new Response(png));
      const saved = await saveImage(url, join(folder, "cat"));
      expect(saved).toEqual({ path: join(folder, "cat.png"), bytes: png.length, mediaType: "image/png" });
      expect(await readFile(saved.path)).toEqual(png);
      expect(lookup).toHaveBeenLastCalledWith("files.test", { all: true });
      expect(fetch).toHaveBeenCalledWith(
        "https://files.test/1.png",
        expect.objectContaining({ credentials: "omit", redirect: "manual" }),
      );
    },
  );

  it.each([
    ["https://inside.test/1.png", "inside.test (10.0.0.1) is a private address"],
    ["http://169.254.169.254/latest/meta-data", "169.254.169.254 is a private address"],
    ["/1.png", '"/1.png" is not a link that begins with https://'],
    ["https://", '"https://" is not a link'],
    ["data:image/png;base64,iVBORw0KGgo=", "is not a link that begins with https://"],
    ["file:///etc/passwd", '"file:///etc/passwd" is not a link'],
  ])("refuses it at once, like the link of an image: %s", async (url, says) => {
    const fetch = fetched(() => new Response(png));
    const saved = saveImage(url, join(folder, "cat"));
    await expect(saved).rejects.toMatchObject({ name: "DownloadError", message: expect.stringContaining(says) });
    expect(fetch).not.toHaveBeenCalled();
    expect(await readdir(folder)).toEqual([]);
  });

  it("refuses a redirect to a private address, and an error status", async () => {
    fetched(() => new Response(null, { status: 302, headers: { location: "http://10.0.0.1/" } }));
    await expect(saveImage("https://files.test/1", join(folder, "cat"))).rejects.toThrow("10.0.0.1 is a private");
    fetched(() => new Response(null, { status: 404 }));
    await expect(saveImage("https://files.test/1", join(folder, "cat"))).rejects.toMatchObject({
      name: "DownloadError",
      status: 404,
      message: "The link did not return the image [HTTP 404]",
    });
  });

  it("stops at the default limit of size", async () => {
    const mebibyte = new Uint8Array(2 ** 20);
    mebibyte.set(png);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent++;
        controller.enqueue(mebibyte);
      },
    });
    fetched(() => new Response(body));
    await expect(saveImage("https://files.test/1", join(folder, "cat"))).rejects.toThrow("larger than 134217728 bytes");
    expect(sent).toBeLessThan(135);
  });

  it("fetches it again when the server fails, and writes nothing that is not an image", async () => {
    const answers = [new Response("<html>"), new Response(null, { status: 503 }), new Response(png)];
    const fetch = fetched(() => answers.shift() ?? Response.error());
    expect(await saveImage("https://files.test/1", join(folder, "cat"))).toMatchObject({ bytes: png.length });
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it("takes the signal and the look-up of the caller", async () => {
    const fetch = fetched(() => new Response(png));
    const file = join(folder, "cat");
    const url = "https://files.test/1";
    await expect(saveImage(url, file, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortedError" });
    await expect(saveImage(url, file, { lookup: async () => [{ address: "::1" }] })).rejects.toThrow(
      "files.test (::1)",
    );
    expect(fetch).not.toHaveBeenCalled();
    expect(await saveImage("https://inside.test/1", file, { lookup: false })).toMatchObject({ bytes: png.length });
  });
});
