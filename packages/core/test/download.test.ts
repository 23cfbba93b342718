import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../src/clock.ts";
import type { DownloadLimits } from "../src/download.ts";
import { GeneratedImage } from "../src/image.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function image(url: string, limits: DownloadLimits = {}, expiresAt?: Date): GeneratedImage {
  const download = { allowPrivateHosts: true, ...limits };
  return new GeneratedImage(
    { url, mediaType: "image/jpeg", expiresAt },
    { provider: "fake", clock: systemClock, baseFetch: fetch, download },
  );
}

describe("an image behind a link", () => {
  it("comes as bytes, as a Blob of its type and as a stream, without credentials", async () => {
    const seen: unknown[] = [];
    const url = await serve(({ headers }, response) => {
      seen.push(headers.authorization, headers.cookie);
      response.end("jpeg");
    });
    expect(Buffer.from(await image(url).bytes()).toString()).toBe("jpeg");
    expect((await image(url).blob()).type).toBe("image/jpeg");
    expect(await new Response(image(url).stream()).text()).toBe("jpeg");
    expect(seen).toEqual(Array(6).fill(undefined));
  });

  it("is fetched again when the connection drops", async () => {
    let calls = 0;
    const url = await serve((_, response) => {
      if (++calls > 1) return response.end("whole");
      response.writeHead(200, { "content-length": "5" });
      response.write("who");
      setImmediate(() => response.destroy());
    });
    expect(Buffer.from(await image(url).bytes()).toString()).toBe("whole");
    expect(calls).toBe(2);
  });

  it("may be redirected, as far as the hops are allowed", async () => {
    const end = await serve((_, response) => response.end("there"));
    const url = await serve(({ url = "" }, response) => {
      response.writeHead(302, { location: url === "/loop" ? "/loop" : end }).end();
    });
    expect(Buffer.from(await image(url).bytes()).toString()).toBe("there");
    await expect(image(`${url}/loop`).bytes()).rejects.toThrow("more than 5 times");
  });

  it("is refused when it grows beyond the limit", async () => {
    const url = await serve((_, response) => response.end("x".repeat(2000)));
    await expect(image(url, { maxBytes: 1000 }).bytes()).rejects.toThrow("larger than 1000 bytes");
  });

  it("that expired says so, and when", async () => {
    const url = await serve((_, response) => response.writeHead(403).end());
    await expect(image(url, {}, new Date(0)).bytes()).rejects.toMatchObject({
      name: "DownloadError",
      status: 403,
      message: expect.stringContaining("expired at 1970-01-01T00:00:00.000Z"),
    });
  });

  it("that falls silent is given up", async () => {
    const url = await serve((_, response) => response.write("x"));
    await expect(image(url, { idleTimeout: 50 }).bytes()).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("is given up when its reader aborts", async () => {
    const url = await serve(() => {});
    await expect(image(url).bytes({ signal: AbortSignal.timeout(30) })).rejects.toMatchObject({
      name: "AbortedError",
      charged: "no",
    });
  });

  it("is given up when its reader aborts between two attempts", async () => {
    const url = await serve((_, response) => response.destroy());
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(image(url).bytes({ signal: controller.signal })).rejects.toMatchObject({ name: "AbortedError" });
  });

  it.each([
    "http://127.0.0.1/x",
    "http://localhost./x",
    "http://printer.local/x",
    "http://10.0.0.1/x",
    "http://172.31.0.1/x",
    "http://192.168.1.1/x",
    "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1/x",
    "http://0x7f000001/x",
    "http://2130706433/x",
    "http://[::1]/x",
    "http://[::ffff:127.0.0.1]/x",
    "http://[fd00::1]/x",
    "http://[fe80::1]/x",
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
  ])("is not fetched from %s", async (url) => {
    await expect(image(url, { allowPrivateHosts: false }).bytes()).rejects.toMatchObject({ name: "DownloadError" });
  });

  it("is not fetched from a private address that a public one redirects to", async () => {
    const fetched: string[] = [];
    const download = new GeneratedImage(
      { url: "https://files.test/a", mediaType: "image/png" },
      {
        provider: "fake",
        clock: systemClock,
        download: {},
        baseFetch: async (input) => {
          fetched.push(String(input));
          return new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } });
        },
      },
    );
    await expect(download.bytes()).rejects.toThrow("169.254.169.254");
    expect(fetched).toEqual(["https://files.test/a"]);
  });
});
