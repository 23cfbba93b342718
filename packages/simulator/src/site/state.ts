import type { Cost } from "@seedream-clients/core";
import { type AddressName, baseURLsAt } from "../addresses.ts";
import type { SimulatorCall } from "../calls.ts";
import type { Json } from "../openapi-document.ts";
import { type ProviderName, scenarios } from "../scenarios.ts";
import { modelsOf } from "../servers.ts";
import type { Simulator } from "../simulator.ts";
import type { Stage } from "../stage.ts";
import { shortened } from "./shorten.ts";

const MOST_CALLS = 50;
const MOST_IMAGES = 24;

/** What the page is about. */
export interface Subject {
  /** Where the simulator listens. */
  readonly url: string;
  /** Where the links to images point. */
  readonly publicURL: string;
  readonly providers: readonly ProviderName[];
  readonly simulator: Simulator;
  readonly stage: Stage;
}

/** What the simulator plays, and what has happened so far. */
export interface State {
  readonly url: string;
  readonly providers: readonly ProviderState[];
  /** The last calls, newest first. */
  readonly calls: readonly CallState[];
  /** The last images, newest first. */
  readonly images: readonly ImageState[];
}

export interface ProviderState {
  readonly name: ProviderName;
  readonly title: string;
  readonly baseURLs: readonly { readonly name: string; readonly url: string }[];
  readonly models: readonly { readonly title: string; readonly ids: readonly string[] }[];
  readonly scenarios: readonly string[];
  /** Scenarios that wait for the next calls. */
  readonly next: readonly string[];
  /** The scenario that happens whenever no other one does. */
  readonly always?: string;
}

export interface CallState extends Omit<SimulatorCall, "body" | "at" | "cost"> {
  readonly at: string;
  /** With long strings cut. */
  readonly body: Json;
  readonly cost?: Cost;
}

export interface ImageState {
  readonly url: string;
  readonly prompt: string;
  readonly model: string;
  readonly width: number;
  readonly height: number;
  readonly expired: boolean;
}

const TITLES: Readonly<Record<ProviderName, string>> = {
  ark: "Volcengine Ark, BytePlus ModelArk",
  anyfast: "Anyfast",
  "302ai": "302.AI",
  apimart: "APIMart",
};

/** How things stand. */
export function stateOf({ url, publicURL, providers, simulator, stage }: Subject): State {
  const { calls } = simulator;
  return {
    url,
    providers: providers.map((name) => providerState(name, url, stage)),
    calls: calls.slice(-MOST_CALLS).reverse().map(callState),
    // Whatever the links say, this server has the images.
    images: stage.images.newest(MOST_IMAGES).map(({ link, picture }) => ({
      url: link.slice(publicURL.length),
      prompt: picture.prompt,
      model: picture.model,
      width: picture.width,
      height: picture.height,
      expired: picture.expired ?? false,
    })),
  };
}

function callState({ at, body, ...call }: SimulatorCall): CallState {
  return { ...call, at: at.toISOString(), body: shortened(body) };
}

function providerState(name: ProviderName, url: string, { orders }: Stage): ProviderState {
  const { next, always } = orders.waiting(name);
  return {
    name,
    title: TITLES[name],
    baseURLs: Object.entries(baseURLsAt(url))
      .filter(([address]) => providerAt(address) === name)
      .map(([address, baseURL]) => ({ name: address, url: baseURL })),
    models: modelsOf(name)
      .filter(({ status }) => status !== "retired")
      .map(({ title, ids }) => ({ title, ids: [...new Set(Object.values(ids).flat())] })),
    scenarios: scenarios[name],
    next,
    ...(always !== undefined && { always }),
  };
}

function providerAt(address: AddressName | string): string {
  return address.split("-", 1)[0] ?? address;
}
