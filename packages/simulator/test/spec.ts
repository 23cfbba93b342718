import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { parse } from "yaml";
import type { ProviderName } from "../src/index.ts";

/** Limits of a model that the tests use. */
interface Limits {
  readonly size: { readonly pixels: readonly [least: number, most: number] };
  readonly references: { readonly max: number; readonly bytes: number };
  readonly group: { readonly max: number };
}

interface SpecParameter {
  readonly name?: string;
  readonly example?: unknown;
  readonly $ref?: string;
}

interface SpecOperation {
  readonly operationId: string;
  readonly parameters?: readonly SpecParameter[];
  readonly "x-seedream-operation"?: "generate";
  readonly requestBody?: {
    readonly content: Record<string, { readonly examples?: Record<string, { value: object }> }>;
  };
  readonly responses: Record<string, { readonly content?: object; readonly $ref?: string }>;
}

/** Returns the size of the largest square with at most `pixels`. */
export function squareUpTo(pixels: number): string {
  const side = Math.floor(Math.sqrt(pixels));
  return `${side}x${side}`;
}

/** Returns the size of the smallest square with at least `pixels`. */
export function squareFrom(pixels: number): string {
  const side = Math.ceil(Math.sqrt(pixels));
  return `${side}x${side}`;
}

/** A provider's original spec, not the output of codegen for the simulator. */
export class Spec {
  readonly #document;
  readonly #ajv = new Ajv2020({ strict: false, formats: { uri: (text: string) => URL.canParse(text) } });

  constructor(provider: ProviderName) {
    this.#document = parse(readFileSync(new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url), "utf8"));
    this.#ajv.addSchema({ $id: "spec", ...this.#document });
  }

  /** Paths of the spec with the ids of their operations. */
  get operations(): { path: string; method: string; id: string }[] {
    return this.#all().map(([path, method, { operationId }]) => ({ path, method, id: operationId }));
  }

  /** The operation that generates images, which the spec marks. */
  get submission(): { path: string; method: string; id: string } {
    const found = this.#all().find(([, , operation]) => operation["x-seedream-operation"] === "generate");
    if (!found) throw new Error("the spec marks no operation with x-seedream-operation: generate");
    const [path, method, { operationId }] = found;
    return { path, method, id: operationId };
  }

  /** The statuses that an operation documents for success. */
  successesOf(id: string): number[] {
    const [, , { responses }] = this.#operation(id);
    return Object.keys(responses)
      .filter((status) => status.startsWith("2"))
      .map(Number);
  }

  /** The path of an operation, with the examples of its parameters in it. */
  examplePath(id: string): string {
    const [path, , { parameters = [] }] = this.#operation(id);
    const shared: Record<string, SpecParameter> = this.#document.components?.parameters ?? {};
    const resolved = parameters.map((parameter) => shared[parameter.$ref?.split("/").at(-1) ?? ""] ?? parameter);
    return path.replace(/\{(\w+)\}/g, (_, name) => String(resolved.find((one) => one.name === name)?.example ?? "1"));
  }

  /** Addresses of the provider, with their regions. */
  get servers(): readonly { readonly url: string; readonly "x-region"?: string }[] {
    return this.#document.servers;
  }

  /** The limits of a model, by one of its ids. */
  limits(id: string): Limits {
    const rows: (Limits & { ids: Record<string, string[]> })[] = this.#document["x-seedream-models"].models;
    const row = rows.find(({ ids }) => Object.values(ids).flat().includes(id));
    if (!row) throw new Error(`the spec has no model ${id}`);
    return row;
  }

  /** The example requests of an operation. */
  examples(id: string): (readonly [name: string, request: object])[] {
    const [, , { requestBody }] = this.#operation(id);
    const examples = requestBody?.content["application/json"]?.examples ?? {};
    return Object.entries(examples).map(([name, { value }]) => [name, value] as const);
  }

  /** Expects that a body matches the spec for its status, or for `default`. */
  expectBody(id: string, status: number, mediaType: string, body: unknown): void {
    const [path, method, { responses }] = this.#operation(id);
    const key = String(status) in responses ? String(status) : "default";
    const reference = responses[key]?.$ref;
    const response = reference ? reference.slice(2).split("/") : ["paths", path, method, "responses", key];
    const content = this.#document.components?.responses?.[response.at(-1) ?? ""]?.content ?? responses[key]?.content;
    expect(Object.keys(content), `media type of ${status}`).toContain(mediaType);
    const pointer = [...response, "content", mediaType, "schema"]
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    const validate = this.#ajv.compile({ $ref: `spec#/${pointer}` });
    expect(validate(body) ? [] : validate.errors, JSON.stringify(body)).toEqual([]);
  }

  #all(): [path: string, method: string, operation: SpecOperation][] {
    // Besides operations, a path may have shared parameters and servers.
    return Object.entries<Record<string, SpecOperation>>(this.#document.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, { operationId }]) => operationId !== undefined)
        .map(([method, operation]): [string, string, SpecOperation] => [path, method, operation]),
    );
  }

  #operation(id: string): [path: string, method: string, operation: SpecOperation] {
    const found = this.#all().find(([, , { operationId }]) => operationId === id);
    if (!found) throw new Error(`the spec has no operation ${id}`);
    return found;
  }
}
