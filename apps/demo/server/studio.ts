import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import { createApp } from "./app.ts";
import { listen } from "./listen.ts";
import { type Environment, openProviders, type Provider } from "./providers.ts";
import { Runs } from "./runs.ts";

export interface StudioOptions {
  /** Default: the first free one from 4280 on. */
  readonly port?: number | undefined;
  /** Where keys are looked for. Default: nowhere. */
  readonly environment?: Environment;
  /** Folder of the built page. */
  readonly page?: string;
  /** Milliseconds that an image of the simulator takes; slow enough to watch them arrive. */
  readonly latency?: number;
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

/** Starts the simulator, and the web app in front of it and of the live providers. */
export async function openStudio(options: StudioOptions = {}): Promise<Studio> {
  const { port, environment = {}, page = builtPage, latency = 800 } = options;
  const simulator = await serveSimulator({ latency });
  try {
    const providers = openProviders(simulator, environment);
    const runs = new Runs();
    const server = createServer(getRequestListener(createApp(providers, page, runs).fetch));
    const url = `http://127.0.0.1:${await listen(server, port)}`;
    const close = async () => {
      for (const run of runs.all()) run.cancel();
      await Promise.all([closeServer(server), simulator.close()]);
    };
    return { url, providers, simulator, close };
  } catch (error) {
    await simulator.close();
    throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
