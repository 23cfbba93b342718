import type { Cost } from "@seedream-clients/core";
import { addresses, baseURLsAt } from "../addresses.ts";
import type { Json } from "../openapi-document.ts";
import { mockProviders, type ProviderName, scenarios } from "../providers.ts";
import type { OpenSimulator } from "../simulator.ts";
import type { SimulatorCall } from "../simulator-call.ts";
import { shortened } from "./shorten.ts";

const MOST_CALLS = 50;
const MOST_IMAGES = 24;

/** The simulator that the page shows. */
export interface Subject {
  /** Address of the server. */
  readonly url: string;
  /** Base URL of the links to images. */
  readonly publicURL: string;
  readonly providers: readonly ProviderName[];
  readonly open: OpenSimulator;
}

/** State of the simulator. */
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
  /** Scenarios in the queue for the next calls. */
  readonly next: readonly string[];
  /** The scenario of every call that has no other one. */
  readonly always?: string;
}

export interface CallState extends Omit<SimulatorCall, "body" | "at" | "cost"> {
  readonly at: string;
  /** With long strings shortened. */
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

/** Returns the state of the simulator. */
export function stateOf({ url, publicURL, providers, open }: Subject): State {
  const { calls } = open.simulator;
  return {
    url,
    providers: providers.map((name) => providerState(name, url, open)),
    calls: calls.slice(-MOST_CALLS).reverse().map(callState),
    // Without the base URL, because this server has the images even if the links point elsewhere.
    images: open.images.newest(MOST_IMAGES).map(({ link, picture }) => ({
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

function providerState(name: ProviderName, url: string, open: OpenSimulator): ProviderState {
  const { next, always } = open.queueOf(name).waiting;
  const { title, document } = mockProviders[name];
  const baseURLs = baseURLsAt(url);
  return {
    name,
    title,
    baseURLs: addresses()
      .filter(({ provider }) => provider === name)
      .map((address) => ({ name: address.name, url: baseURLs[address.name] })),
    models: document["x-seedream-models"].models
      .filter(({ status }) => status !== "retired")
      .map(({ title, ids, editIds = {} }) => ({
        title,
        ids: [...new Set([ids, editIds].flatMap((byRegion) => Object.values(byRegion).flat()))],
      })),
    scenarios: scenarios[name],
    next,
    ...(always !== undefined && { always }),
  };
}
