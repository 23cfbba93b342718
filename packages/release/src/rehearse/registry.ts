import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runServer } from "verdaccio";
import { registryUrl } from "../registry-url.ts";
import { ReleaseError } from "../release-error.ts";

/** A local registry that has our packages, and proxies all others. */
export interface Registry {
  /** Ends in `/`. */
  readonly url: string;
  /** Names of the packages that were published, in order, with duplicates. */
  readonly published: readonly string[];
  /** Sets how many more packages to accept before responding with 503. Default: all. */
  accept(count?: number): void;
  close(): Promise<void>;
}

/** Starts a registry on a free port. */
export async function startRegistry(folder: string, upstream: string): Promise<Registry> {
  const server: Server = await runServer(configFor(folder, upstream));
  const published: string[] = [];
  let left = Number.POSITIVE_INFINITY;
  intercept(server, (request) => {
    if (request.method !== "PUT") return false;
    if (left <= 0) return true;
    left--;
    published.push(decodeURIComponent(request.url ?? "").slice(1));
    return false;
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    published,
    accept: (count = Number.POSITIVE_INFINITY) => {
      left = count;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function configFor(folder: string, upstream: string) {
  return {
    self_path: folder,
    configPath: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    web: { enable: false },
    auth: { htpasswd: { file: join(folder, "htpasswd"), max_users: -1 } },
    uplinks: { upstream: { url: upstream, timeout: "60s" } },
    packages: {
      "@seedream-clients/*": { access: "$all", publish: "$all" },
      "**": { access: "$all", proxy: "upstream" },
    },
    log: { type: "stdout", format: "pretty", level: "fatal" },
  };
}

/** Responds with 503 to the requests that `refuses` selects. */
function intercept(server: Server, refuses: (request: IncomingMessage) => boolean): void {
  const handlers = server.listeners("request");
  server.removeAllListeners("request").on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (!refuses(request)) for (const handler of handlers) handler.call(server, request, response);
    else response.writeHead(503, { connection: "close" }).end(JSON.stringify({ error: "down, for the rehearsal" }));
  });
}

/** Returns the URL of the registry that other packages come from. */
export async function findUpstream(root: string): Promise<string> {
  const url = await registryUrl(root);
  await requireReachable(url);
  return url;
}

async function requireReachable(url: string): Promise<void> {
  const probe = new URL("openapi-fetch", url);
  const failure = await fetch(probe, { method: "HEAD", signal: AbortSignal.timeout(15_000) }).then(
    ({ status }) => (status < 500 ? undefined : `status ${status}`),
    (error: Error) => (error.cause instanceof Error ? error.cause.message : error.message),
  );
  if (failure === undefined) return;
  throw new ReleaseError(
    `the registry ${url} cannot be reached: ${failure}\n` +
      "Third-party packages come from there. Check the network and `pnpm config get registry`, then run the command again.",
  );
}
