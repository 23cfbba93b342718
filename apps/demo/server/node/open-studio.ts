import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { sqliteStore } from "@seedream-clients/jobs/sqlite";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import { Hono } from "hono";
import { openCore } from "../core.ts";
import { type Environment, openOffers } from "../providers.ts";
import { openWireLog } from "../wire-log.ts";
import { pagePolicy, sameSiteOnly } from "./guard.ts";
import { imageFolder } from "./image-folder.ts";
import { listen } from "./listen.ts";

export interface StudioOptions {
  /** Port to listen on. Default: the first free one from 4280 on. */
  readonly port?: number | undefined;
  /** Folder in which runs and their images are kept. */
  readonly data: string;
  /** Variables to read keys from. Default: none. */
  readonly environment?: Environment;
  /** Time that the simulator takes for an image, in ms. Default: 800, slow enough to watch images arrive. */
  readonly latency?: number;
  /** A running simulator, which the studio does not close. Default: a simulator of its own. */
  readonly simulator?: SimulatorServer;
}

export type Studio = Awaited<ReturnType<typeof openStudio>>;

/** Folder that `vite build` writes to. */
export const builtPage = fileURLToPath(new URL("../../dist", import.meta.url));

/** Default folder of runs. */
export const defaultData = fileURLToPath(new URL("../../.studio", import.meta.url));

/** Starts the simulator, and the web app in front of it and of the live providers. */
export async function openStudio(options: StudioOptions) {
  const { port, data, environment = {}, latency = 800 } = options;
  const folder = join(data, "images");
  mkdirSync(folder, { recursive: true });
  const journal = sqliteStore({ path: join(data, "jobs.sqlite") });
  const wire = openWireLog(journal);
  const simulator = options.simulator ?? (await serveSimulator({ latency }));
  const offers = openOffers(
    // The simulator's images are on this machine, so their host is private.
    (name) => ({ apiKey: "no-key-needed", baseURL: simulator.baseURLs[name], download: { allowPrivateHosts: true } }),
    environment,
    wire.options,
  );
  const keepsTasks = options.simulator !== undefined;
  const core = await openCore({ offers, journal, wire, images: imageFolder(folder), keepsTasks });
  const app = new Hono();
  app.use(sameSiteOnly, pagePolicy);
  app.route("/", core.api);
  app.use(serveStatic({ root: builtPage }));
  const server = createServer(getRequestListener(app.fetch));
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  core.start();
  return {
    url,
    offers,
    simulator,
    /** Closes the server, its connections, the runs, and the simulator unless it was given. */
    async close() {
      server.close();
      server.closeAllConnections();
      await core.close();
      if (!options.simulator) await simulator.close();
    },
  };
}
