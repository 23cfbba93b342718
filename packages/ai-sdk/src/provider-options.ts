import type { KnownTier, SeedreamClient, Tier } from "@seedream-clients/core";
import { refusal } from "./call-error.ts";

/** Native fields of a client, typed from its provider's spec. */
type NativeFields<Client extends SeedreamClient> = NonNullable<Parameters<Client["generate"]>[0]["native"]>;

/**
 * Options of a client in `providerOptions`, under its name:
 *
 * ```ts
 * providerOptions: { ark: { resolution: "4K" } satisfies SeedreamImageOptions<ArkClient> }
 * ```
 *
 * Values of another type are refused before anything is sent.
 */
export type SeedreamImageOptions<Client extends SeedreamClient = SeedreamClient> = {
  /** Whether the provider puts its watermark on the image. Default: `false`. */
  watermark?: boolean | undefined;
  /** How the provider returns the images. Default: `"url"`; the adapter fetches them. */
  delivery?: "url" | "inline" | undefined;
  /** File format, on models that let you choose. */
  format?: "jpeg" | "png" | undefined;
  /** Resolution, alone or with `aspectRatio`. Default: the resolution of the model's default size. */
  resolution?: KnownTier | (Tier & {}) | undefined;
  /** Keyword that some models accept in place of a size. */
  size?: "auto" | "adaptive" | undefined;
  /** How thoroughly the provider rewrites the prompt. */
  promptOptimization?: "standard" | "fast" | undefined;
  /** Wire fields that have no portable counterpart, typed from the provider's spec. */
  native?: NativeFields<Client> | undefined;
};

/** The values that an option accepts, as a test and in words. */
interface Rule<T> {
  readonly accepts: string;
  readonly test: (value: unknown) => value is T;
}

const rules = {
  watermark: { accepts: "true or false", test: (value) => typeof value === "boolean" } satisfies Rule<boolean>,
  delivery: oneOf("url", "inline"),
  format: oneOf("jpeg", "png"),
  resolution: { accepts: 'a resolution such as "2K"', test: isTier } satisfies Rule<Tier>,
  size: oneOf("auto", "adaptive"),
  promptOptimization: oneOf("standard", "fast"),
  native: { accepts: "an object", test: isObject } satisfies Rule<object>,
};

/**
 * Reads the options for a provider.
 *
 * @throws {InvalidRequestError} for an unknown option, or for a value of the wrong type.
 */
export function readProviderOptions(
  options: Readonly<Record<string, unknown>>,
  provider: string,
): SeedreamImageOptions {
  const given = options[provider] ?? {};
  if (!isObject(given)) throw refusal(provider, `providerOptions.${provider} is not an object`);
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    const known = Object.keys(rules).join(", ");
    throw refusal(provider, `providerOptions.${provider}.${unknown} is not an option; the options are ${known}`);
  }
  const read = <T>(name: keyof typeof rules, { test, accepts }: Rule<T>): T | undefined => {
    const value: unknown = Reflect.get(given, name);
    if (value === undefined || test(value)) return value;
    throw refusal(provider, `providerOptions.${provider}.${name} is ${describe(value)}; it accepts ${accepts}`);
  };
  return {
    watermark: read("watermark", rules.watermark),
    delivery: read("delivery", rules.delivery),
    format: read("format", rules.format),
    resolution: read("resolution", rules.resolution),
    size: read("size", rules.size),
    promptOptimization: read("promptOptimization", rules.promptOptimization),
    native: read("native", rules.native),
  };
}

/** Describes any value in a few characters, because not all values have JSON and a long string would fill the log. */
function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  return Object(value) === value ? Object.prototype.toString.call(value) : String(value);
}

function oneOf<const T extends string>(...values: readonly T[]): Rule<T> {
  return {
    accepts: values.map((value) => `"${value}"`).join(" or "),
    test: (value): value is T => values.some((known) => known === value),
  };
}

function isTier(value: unknown): value is Tier {
  return typeof value === "string" && /^\d+(\.\d+)?K$/.test(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
