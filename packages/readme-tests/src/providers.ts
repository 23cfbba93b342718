import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scenarios } from "@seedream-clients/simulator";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import { parse } from "yaml";
import { furtherOrigins } from "./further-origins.ts";
import { clients } from "./generated/clients.ts";

/** Origin of links to images. It is not a private address, because downloads refuse private addresses. */
const publicURL = "https://images.simulator.test";

const names = Object.keys(clients).filter((name): name is keyof typeof clients => Object.hasOwn(clients, name));

/** The providers that the snippets of one README call. */
export interface Providers {
  /** Target of the requests for each origin. */
  readonly routes: Readonly<Record<string, string>>;
  /** Returns the statuses of the responses since the last call. */
  takeStatuses(): readonly (number | undefined)[];
  /**
   * Lets all calls fail by a scenario; `undefined` ends the scenario.
   *
   * @throws No provider has the scenario.
   */
  setScenario(name: string | undefined): void;
  close(): Promise<void>;
}

export async function openProviders(): Promise<Providers> {
  const server = await serveSimulator({ publicURL });
  const { simulator } = server;
  let taken = 0;
  return {
    routes: routesTo(server),
    takeStatuses() {
      const statuses = simulator.calls.slice(taken).map(({ status }) => status);
      taken = simulator.calls.length;
      return statuses;
    },
    setScenario(name) {
      const having = names.filter((provider) => scenarios[provider].some((scenario) => scenario === name));
      if (name !== undefined && having.length === 0) throw new Error(`No provider has the scenario "${name}"`);
      for (const provider of name === undefined ? names : having) {
        simulator.always(
          provider,
          scenarios[provider].find((scenario) => scenario === name),
        );
      }
    },
    close: () => server.close(),
  };
}

function routesTo({ url }: SimulatorServer): Readonly<Record<string, string>> {
  const providers = Object.entries(clients).flatMap(([provider, { models }]) =>
    Object.entries(models.servers).map(([region, address], index) => {
      const name = index === 0 ? provider : `${provider}-${region}`;
      return [new URL(address).origin, `${url}/${name}`] as const;
    }),
  );
  const further = Object.keys(clients).flatMap((provider) =>
    furtherOrigins(readSpec(provider)).map((origin) => [origin, `${url}/${provider}`] as const),
  );
  return Object.fromEntries([...providers, ...further, [publicURL, url]]);
}

function readSpec(provider: string): unknown {
  return parse(readFileSync(join(import.meta.dirname, "../../../specs", provider, "openapi.yaml"), "utf8"));
}
