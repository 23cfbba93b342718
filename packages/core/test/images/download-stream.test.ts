import { getEventListeners } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { pieces, settled } from "../fake-provider.ts";
import { link, linked, redirect, status, text } from "./linked.ts";

/** A response that is sent piece by piece. */
function sent() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given;
      },
      cancel: () => {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return {
    response: new Response(body),
    send: (piece: string) => controller?.enqueue(new TextEncoder().encode(piece)),
    close: () => controller?.close(),
    fail: () => controller?.error(new TypeError("terminated")),
    wasCancelled: () => cancelled,
  };
}

const first = "GIF89 and more than 24 bytes of it";
const whole = (stream: ReadableStream) => new Response(stream).text();

describe("downloadStream()", () => {
  it("fetches nothing before it is read, and sets no timer", async () => {
    const { image, urls, clock } = linked(new Response(first));
    const stream = image().stream();
    await clock.advance(0);
    expect(urls()).toEqual([]);
    expect(clock.pending).toBe(0);
    expect(await whole(stream)).toBe(first);
    expect(urls()).toEqual([link]);
    expect(clock.pending).toBe(0);
  });

  it("passes each piece on as it arrives", async () => {
    const file = sent();
    const reader = linked(file.response).image().stream().getReader();
    file.send(first);
    expect(text((await reader.read()).value ?? new Uint8Array())).toBe(first);
    file.send("second");
    expect(text((await reader.read()).value ?? new Uint8Array())).toBe("second");
    file.close();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
  });

  it("holds the beginning back until it shows the format", async () => {
    const file = sent();
    const { image, clock } = linked(file.response);
    let isRead = false;
    const read = image()
      .stream()
      .getReader()
      .read()
      .finally(() => {
        isRead = true;
      });
    file.send("GIF89");
    file.send(" and more");
    await clock.advance(0);
    expect(isRead).toBe(false);
    file.send(" than 24 bytes");
    expect(text((await read).value ?? new Uint8Array())).toBe("GIF89 and more than 24 bytes");
  });

  it("passes the beginning on as soon as it shows the format", async () => {
    const file = sent();
    const reader = linked(file.response).image().stream().getReader();
    const beginning = first.slice(0, 24);
    file.send(beginning);
    expect(text((await reader.read()).value ?? new Uint8Array())).toBe(beginning);
  });

  it("streams an image that is shorter than its beginning", async () => {
    expect(
      await whole(
        linked(pieces(["GIF89", "a"]))
          .image()
          .stream(),
      ),
    ).toBe("GIF89a");
  });

  it("passes on no piece of a file that is not an image, and tries again", async () => {
    const answer = () => pieces(["<html>", "a page that is longer than the beginning of an image"]);
    const { image, clock, urls } = linked(answer, answer, new Response(first));
    const result = whole(image().stream());
    await clock.advance(1500);
    expect(await result).toBe(first);
    expect(urls()).toHaveLength(3);
    const refused = linked(answer);
    const error = settled(whole(refused.image().stream()));
    await refused.clock.advance(60_000);
    expect(await error).toMatchObject({ name: "DownloadError", retryable: true });
    expect(refused.clock.pending).toBe(0);
  });

  it.each([
    ["before the first piece", () => pieces([], "fail")],
    ["inside the beginning", () => pieces(["GIF89"], "fail")],
    ["by the server", () => status(503)],
  ])("tries again when it fails %s", async (_, fault) => {
    const { image, clock } = linked(fault(), fault(), new Response(first));
    const result = whole(image().stream());
    await clock.advance(1500);
    expect(await result).toBe(first);
    expect(clock.pending).toBe(0);
  });

  it("errors when it fails in the middle, and is not repeated", async () => {
    const { image, clock, urls } = linked(pieces([first], "fail"), new Response(first));
    const reader = image().stream().getReader();
    expect(text((await reader.read()).value ?? new Uint8Array())).toBe(first);
    expect(await settled(reader.read())).toMatchObject({
      name: "DownloadError",
      message: "The image could not be fetched from files.test: terminated [fake]",
      retryable: true,
      charged: "no",
    });
    expect(urls()).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("errors at the limit of size, and cancels the response", async () => {
    const answer = pieces([first, "x", "y"], "stall");
    const { image, clock } = linked(answer);
    const reader = image({ maxBytes: first.length + 1 })
      .stream()
      .getReader();
    await reader.read();
    await reader.read();
    expect(await settled(reader.read())).toMatchObject({
      name: "DownloadError",
      message: `The image is larger than ${first.length + 1} bytes (download.maxBytes) [fake]`,
      retryable: false,
    });
    expect(Reflect.get(answer, "wasCancelled")()).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it.each([
    ["idleTimeout", 60_000],
    ["timeout", 600_000],
  ])("errors at download.%s, also after the first piece", async (by, ms) => {
    const { image, clock } = linked(pieces([first], "stall"));
    const reader = image({ idleTimeout: by === "idleTimeout" ? 60_000 : 900_000 })
      .stream()
      .getReader();
    await reader.read();
    const result = settled(reader.read());
    await clock.advance(ms);
    expect(await result).toMatchObject({ name: "TimeoutError", message: expect.stringContaining(`download.${by}`) });
    expect(clock.pending).toBe(0);
  });

  it("limits a slow reader by the total time-out, not by the idle time-out", async () => {
    const { image, clock } = linked(pieces([first, "second"]));
    const reader = image().stream().getReader();
    await reader.read();
    await clock.advance(599_000);
    expect(text((await reader.read()).value ?? new Uint8Array())).toBe("second");
  });

  it("does not keep the process alive for a reader that went away", async () => {
    const { image, clock } = linked(pieces([first], "stall"));
    const backgrounds: (boolean | undefined)[] = [];
    const { after } = clock;
    clock.after = (ms, callback, options) => {
      backgrounds.push(options?.background);
      return after(ms, callback, options);
    };
    await image().stream().getReader().read();
    expect(clock.pending).toBe(1);
    expect(backgrounds[0]).toBe(true);
  });

  it("cancels the response when its reader cancels between two pieces", async () => {
    const answer = pieces([first, "second"], "stall");
    const { image, clock, asked } = linked(answer);
    const reader = image().stream().getReader();
    await reader.read();
    await reader.cancel();
    expect(Reflect.get(answer, "wasCancelled")()).toBe(true);
    expect(asked[0]?.init.signal?.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it("ends at once when its reader cancels while something is awaited", async () => {
    const file = sent();
    for (const answer of [() => new Promise<Response>(() => {}), () => file.response]) {
      const { image, clock, asked } = linked(answer);
      const reader = image().stream().getReader();
      const read = reader.read();
      await clock.advance(0);
      await reader.cancel();
      expect(await read).toEqual({ done: true, value: undefined });
      expect(asked[0]?.init.signal?.aborted).toBe(true);
      expect(clock.pending).toBe(0);
    }
    expect(file.wasCancelled()).toBe(true);
  });

  it("may be cancelled before it is read", async () => {
    const { image, urls, clock } = linked(new Response(first));
    await image().stream().cancel();
    expect(urls()).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it("errors when the caller aborts, and leaves no listener", async () => {
    const { image, clock } = linked(pieces([first], "stall"));
    const controller = new AbortController();
    const reader = image().stream({ signal: controller.signal }).getReader();
    await reader.read();
    const result = settled(reader.read());
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await result).toMatchObject({ name: "AbortedError", charged: "no", cause: reason });
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("needs no AbortSignal.any(), which the edge runtime of Next lacks", async () => {
    const any = vi.spyOn(AbortSignal, "any").mockImplementation(() => {
      throw new TypeError("AbortSignal.any is not a function");
    });
    onTestFinished(() => any.mockRestore());
    const { image } = linked(new Response(first));
    expect(await whole(image().stream({ signal: new AbortController().signal }))).toBe(first);
  });

  it("looks hosts up, checks redirects, and refuses relative links", async () => {
    const lookup = async (host: string) => [{ address: host === "inside.test" ? "10.0.0.1" : "93.184.215.14" }];
    const { image } = linked(redirect("https://inside.test/"));
    await expect(whole(image().stream({ lookup }))).rejects.toThrow("inside.test (10.0.0.1)");
    await expect(whole(image({}, "/1.png").stream())).rejects.toThrow('"/1.png" is not a link');
    await expect(whole(image({}, "http://127.0.0.1/").stream())).rejects.toThrow("private address");
  });

  it("names the expiry of its link", async () => {
    const { image } = linked(status(403));
    await expect(whole(image({}, link, new Date(0)).stream())).rejects.toThrow("The link expired at 1970");
  });
});
