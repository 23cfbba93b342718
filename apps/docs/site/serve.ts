import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/**
 * Serves the built site as GitHub Pages does. Returns its address, with a slash at the end.
 *
 * @param base Path of the site, with a slash at the end.
 */
export async function serveSite(dist: string, base = "/"): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = decodeURIComponent(new URL(url, "http://site.test").pathname);
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const isThere = file.startsWith(base);
    const body = isThere ? await readFile(join(dist, file.slice(base.length))).catch(() => undefined) : undefined;
    const type = types[extname(file)] ?? "application/octet-stream";
    response.writeHead(body ? 200 : 404, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}${base}`, close: () => server.close() };
}
