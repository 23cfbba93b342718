import { code, markdownTable } from "./markdown-table.ts";
import { type ModelSection, serversByRegion } from "./model-rows.ts";
import type { Spec } from "./spec.ts";

export type Language = "en" | "zh";

/** Parts of a provider's spec that texts use. */
export interface Source {
  readonly spec: Spec;
  readonly section: ModelSection;
}

const INSTALL_HEADS: Readonly<Record<Language, readonly string[]>> = {
  en: ["provider", "`npm install …`", "key"],
  zh: ["服务商", "`npm install …`", "密钥的环境变量"],
};

const CLIENT_HEADS: Readonly<Record<Language, readonly string[]>> = {
  en: ["provider", "package", "client", "key"],
  zh: ["服务商", "包", "客户端", "密钥的环境变量"],
};

/** Returns the names of all providers, as a sentence lists them. */
export function nameList(sources: readonly Source[], language: Language): string {
  return sources.map((source) => titleOf(source, language)).join(language === "zh" ? "、" : ", ");
}

/** Returns the environment variables of all keys, as a sentence lists them. */
export function keyList(sources: readonly Source[]): string {
  return sources.map(({ section }) => code(section["x-seedream-provider"].key)).join(", ");
}

/** Returns the table of the packages to install. */
export function installTable(sources: readonly Source[], language: Language): string {
  const rows = sources.map((source) => [
    titleOf(source, language),
    `[\`@seedream-clients/${source.spec.provider}\`](packages/${source.spec.provider}/README.md)`,
    code(source.section["x-seedream-provider"].key),
  ]);
  return markdownTable(INSTALL_HEADS[language], rows);
}

/** Returns the table of the packages, the functions that create clients, and the keys. */
export function clientTable(sources: readonly Source[], language: Language): string {
  const rows = sources.map((source) => {
    const { create, key } = source.section["x-seedream-provider"];
    return [
      titleOf(source, language),
      code(`@seedream-clients/${source.spec.provider}`),
      code(`${create}()`),
      code(key),
    ];
  });
  return markdownTable(CLIENT_HEADS[language], rows);
}

/** Returns the table of the specs and their sources. */
export function specTable(sources: readonly Source[]): string {
  const rows = sources.map((source) => [
    code(`${source.spec.provider}/openapi.yaml`),
    titleOf(source, "en"),
    source.section["x-seedream-provider"].writtenFrom,
  ]);
  return markdownTable(["document", "provider", "written from"], rows);
}

/** Returns the table of the paths that the simulator's server has for the address of each provider and region. */
export function addressTable(sources: readonly Source[]): string {
  const rows = sources.flatMap((source) =>
    Object.entries(serversByRegion(source.section)).map(([region, url], index, all) => {
      const { provider } = source.spec;
      const { pathname } = new URL(url);
      return [
        code(`/${index === 0 ? provider : `${provider}-${region}`}${pathname.replace(/\/$/, "")}`),
        all.length > 1 ? code(region) : "",
        code(url),
      ];
    }),
  );
  return markdownTable(["base URL", "region", "stands for"], rows);
}

/** Returns the name of a provider in texts. */
export function titleOf({ section }: Source, language: Language): string {
  const title = section.info.title.replace(/^Seedream images on /, "");
  return (language === "zh" ? section["x-seedream-provider"].chinese : undefined) ?? title;
}
