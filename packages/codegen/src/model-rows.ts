/** Inclusive: `[least, most]`. */
export type Range = readonly [number, number];

/** Wire ids by region, `"*"` for all regions. */
export type WireIds = Readonly<Record<string, readonly string[]>>;

/** Properties and limits of a model. `null`: the model has no such limit, or the limit is unknown. */
export interface ModelRow {
  readonly name: string;
  readonly title: string;
  readonly status: "active" | "retiring" | "retired";
  readonly ids: WireIds;
  /** For requests with reference images; absent: `ids` serve both. */
  readonly editIds?: WireIds;
  readonly size: {
    readonly default: string | null;
    readonly custom: boolean;
    readonly pixels: Range | null;
    readonly ratio: Range | null;
    readonly tiers: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly keywords: readonly string[] | null;
  };
  readonly references: {
    readonly max: number | null;
    readonly advised: number | null;
    readonly bytes: number | null;
    readonly formats: readonly string[];
    readonly side: number | null;
    readonly pixels: number | null;
    readonly ratio: Range | null;
  } | null;
  readonly group: {
    readonly max: number;
    readonly total: number | null;
    readonly totalEnforced: boolean;
    readonly needsReference: boolean;
  } | null;
  /** Field of `native` that decomposes an image into layers, and the most images of such a request; absent: none. */
  readonly layers?: { readonly field: string; readonly max: number };
  readonly output: {
    readonly formats: readonly string[];
    readonly selectable: boolean;
    readonly deliveries: readonly string[];
  };
  readonly stream: boolean;
  readonly promptOptimization: readonly string[];
  readonly seed: Range | null;
  /** Wire fields without a portable counterpart that the model accepts; absent: not known. */
  readonly native?: readonly string[];
  readonly prices: readonly {
    readonly region: string | null;
    readonly currency: string;
    readonly image: number;
    /** Price of a reference image, and how many are free; absent: no price is known. */
    readonly reference?: number;
    readonly freeReferences?: number;
    /** Native fields that are billed beside the images, at an unknown price. */
    readonly unlisted?: readonly string[];
    readonly upToPixels: number | null;
    readonly asOf: string;
  }[];
}

/** Facts about a provider, beside its API, for applications and documentation. */
export interface ProviderFacts {
  /** Short name for lists and menus. */
  readonly name: string;
  /** Name in Chinese texts; absent: the name in the title. */
  readonly chinese?: string;
  /** Whether the owner of the models sells them here. Official providers come first in lists. */
  readonly official?: boolean;
  /** Function of the client package that creates a client. */
  readonly create: string;
  /** Environment variable of the API key. */
  readonly key: string;
  /** The documents that the spec is written from. */
  readonly writtenFrom: string;
}

/** The parts of a spec that code and tables are generated from. */
export interface ModelSection {
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string; readonly "x-region"?: string }[];
  readonly "x-seedream-provider": ProviderFacts;
  readonly "x-seedream-models": { readonly default: string; readonly models: readonly ModelRow[] };
}

/** Region of a server without `x-region`. */
export const DEFAULT_REGION = "default";

/** Base address by region, in the order of the spec. */
export function serversByRegion({ servers }: ModelSection): Record<string, string> {
  return Object.fromEntries(servers.map((server) => [server["x-region"] ?? DEFAULT_REGION, server.url]));
}

/** Every wire id of a model, those for editing included. */
export function wireIds({ ids, editIds = {} }: ModelRow): string[] {
  return [ids, editIds].flatMap((byRegion) => Object.values(byRegion).flat());
}
