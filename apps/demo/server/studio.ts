import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import { createApp } from "./app.ts";
import { listen } from "./listen.ts";
import { type Environment, openProviders, type Provider } from "./providers.ts";
import { Runs } from "./runs.ts";
import { Store } from "./store.ts";

export interface StudioOptions {
  /** Default: the first free one from 4280 on. */
  readonly port?: number | undefined;
  /** Folder in which runs and their images are kept. */
  readonly data: string;
  /** Where keys are looked for. Default: nowhere. */
  readonly environment?: Environment;
  /** Folder of the built page. */
  readonly page?: string;
  /** Milliseconds that an image of the simulator takes; slow enough to watch them arrive. */
  readonly latency?: number;
  /** One that is running already; it is not closed with the studio. Default: one of its own. */
  readonly simulator?: SimulatorServer;
}

/** A studio that is running. */
export interface Studio {
  readonly url: string;
  readonly providers: readonly Provider[];
  readonly simulator: SimulatorServer;
  /** Ends everything at once. */
  close(): Promise<void>;
}

/** Folder that `vite build` writes to. */
export const builtPage = fileURLToPath(new URL("../dist", import.meta.url));

/** Where runs are kept unless told otherwise. */
export const defaultData = fileURLToPath(new URL("../.studio", import.meta.url));

/** Starts the simulator, and the web app in front of it and of the live providers. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { port, data, environment = {}, page = builtPage, latency = 800 } = options;
  const store = new Store(data);
  const simulator = options.simulator ?? (await serveSimulator({ latency }));
  const closeSimulator = async () => {
    if (!options.simulator) await simulator.close();
  };
  try {
    const providers = openProviders(simulator, environment);
    const runs = new Runs(store, providers);
    const server = createServer(getRequestListener(createApp(providers, page, runs).fetch));
    const url = `http://127.0.0.1:${await listen(server, port)}`;
    runs.takeUp();
    const close = async () => {
      await Promise.all([runs.close(), closeServer(server)]);
      await closeSimulator();
    };
    return { url, providers, simulator, close };
  } catch (error) {
    store.close();
    await closeSimulator();
    throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
