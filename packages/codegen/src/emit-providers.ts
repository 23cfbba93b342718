import { formatTypeScript } from "./format.ts";
import { HEADER_OF_ALL } from "./header.ts";
import { type ProviderFacts, serversByRegion } from "./model-rows.ts";
import { variableOf } from "./provider-name.ts";
import type { Source } from "./provider-tables.ts";

/** Names of a provider in the modules that list all providers. */
interface Listed {
  readonly provider: string;
  /** Its name as a key of an object. */
  readonly key: string;
  /** Its name as a variable: `ai302` for `302ai`. */
  readonly variable: string;
  readonly package: string;
  readonly regions: readonly string[];
  readonly facts: ProviderFacts;
}

/** Generates simulator/src/generated/providers.ts: the mock providers and their scenarios. */
export function emitMockProviders(sources: readonly Source[]): Promise<string> {
  return emit(
    sources,
    (listed) => `
${listed
  .map(
    ({ provider, variable }) => `
import { ${variable} } from "../${provider}/mock-provider.ts";
import { scenarios as ${variable}Scenarios } from "../${provider}/scenarios.ts";`,
  )
  .join("")}
import type { MockProvider } from "../mock-provider.ts";

/** Scenarios by provider. */
export const scenarios: {
${lines(listed, ({ key, variable }) => `readonly ${key}: typeof ${variable}Scenarios;`)}
} = { ${lines(listed, ({ key, variable }) => `${key}: ${variable}Scenarios,`)} };

/** The mock providers. */
export const mockProviders: { readonly [P in keyof typeof scenarios]: MockProvider } = {
${lines(listed, ({ key, variable }) => (key === variable ? `${key},` : `${key}: ${variable},`))}
};

/** Regions that have an address beside the provider's default one. */
export interface FurtherRegions {
${lines(listed, ({ key, regions }) => `readonly ${key}: ${regions.slice(1).map(quote).join(" | ") || "never"};`)}
}
`,
  );
}

/** Generates cli/src/generated/clients.ts: functions that create the client of each provider for the command. */
export function emitCommandClients(sources: readonly Source[]): Promise<string> {
  const create = ({ provider, package: name, regions, facts }: Listed) =>
    regions.length > 1
      ? `const { ${facts.create}, models } = await import("${name}");
         return ${facts.create}({ ...options, region: regionOf(region, models, "${provider}") });`
      : `refuseRegion(region, "${provider}");
         const { ${facts.create} } = await import("${name}");
         return ${facts.create}(options);`;
  return emit(
    sources,
    (listed) => `
import { type ProviderEntry, ${someOf(listed, "refuseRegion", ({ regions }) => regions.length === 1)} ${someOf(listed, "regionOf", ({ regions }) => regions.length > 1)} } from "../provider-entry.ts";

/** The clients, loaded on use, so that a command loads only its own client. */
export const clients: Readonly<Record<string, ProviderEntry>> = {
${lines(listed, (entry) => `${entry.key}: { key: "${entry.facts.key}", async create({ region, ...options }) { ${create(entry)} } },`)}
};
`,
  );
}

/** Generates server/generated/clients.ts of the demo: the clients that the studio calls. */
export function emitStudioClients(sources: readonly Source[]): Promise<string> {
  return emit(
    sources,
    (listed) => `
${lines(listed, (entry) => `import { ${entry.facts.create} } from "${entry.package}";`)}

/** Facts about each provider for the studio. */
export const clients = {
${lines(listed, ({ key, regions, facts }) => `${key}: { title: ${quote(facts.name)}, variable: "${facts.key}", region: "${regions[0]}", create: ${facts.create} },`)}
};
`,
  );
}

/** Generates src/generated/factories.ts of the demo: names of the functions that create clients. */
export function emitFactories(sources: readonly Source[]): Promise<string> {
  return emit(
    sources,
    (listed) => `
/** The function that creates a client of each provider. */
export const factories = {
${lines(listed, ({ key, facts }) => `${key}: "${facts.create}",`)}
};
`,
  );
}

/** Generates src/generated/clients.ts of the site and the benchmarks: names of the clients. */
export function emitClientNames(sources: readonly Source[]): Promise<string> {
  return emit(
    sources,
    (listed) => `
/** Names of the client packages, without the scope. */
export const clients = [${listed.map(({ provider }) => quote(provider)).join(", ")}] as const;
`,
  );
}

/** Generates test/generated/clients.ts of ai-sdk: the clients that its tests turn into providers of the AI SDK. */
export function emitCreators(sources: readonly Source[]): Promise<string> {
  return emit(
    sources,
    (listed) => `
${lines(listed, (entry) => `import { ${entry.facts.create} } from "${entry.package}";`)}

/** The function that creates a client of each provider. */
export const clients = {
${lines(listed, ({ key, facts }) => `${key}: ${facts.create},`)}
};
`,
  );
}

/** Generates readme-tests/src/generated/clients.ts: the clients that snippets of READMEs create. */
export function emitTestedClients(sources: readonly Source[]): Promise<string> {
  return emit(
    sources,
    (listed) => `
${lines(listed, (entry) => `import { models as ${entry.variable} } from "${entry.package}";`)}

/** The function that creates a client of each provider, the variable of its key, and its models. */
export const clients = {
${lines(listed, ({ key, variable, facts }) => `${key}: { create: "${facts.create}", key: "${facts.key}", models: ${variable} },`)}
};
`,
  );
}

async function emit(sources: readonly Source[], body: (listed: readonly Listed[]) => string): Promise<string> {
  return HEADER_OF_ALL + (await formatTypeScript(body(sources.map(list)).trim()));
}

function list({ spec: { provider }, section }: Source): Listed {
  return {
    provider,
    key: /^[a-z]\w*$/.test(provider) ? provider : quote(provider),
    variable: variableOf(provider),
    package: `@seedream-clients/${provider}`,
    regions: Object.keys(serversByRegion(section)),
    facts: section["x-seedream-provider"],
  };
}

function lines(listed: readonly Listed[], line: (entry: Listed) => string): string {
  return listed.map(line).join("\n");
}

function someOf(listed: readonly Listed[], name: string, applies: (entry: Listed) => boolean): string {
  return listed.some(applies) ? `${name},` : "";
}

function quote(text: string): string {
  return JSON.stringify(text);
}
