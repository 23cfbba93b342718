import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { siteURL } from "./src/address.ts";
import { processor } from "./src/markdown-plugins.ts";
import { sections } from "./src/sections.ts";

const { SITE_REPOSITORY } = process.env;

export default defineConfig({
  site: siteURL.origin,
  base: siteURL.pathname,
  markdown: { processor },
  integrations: [
    starlight({
      title: "seedream-clients",
      description: "Typed TypeScript clients for ByteDance's Seedream image models",
      locales: {
        root: { label: "English", lang: "en" },
        "zh-cn": { label: "简体中文", lang: "zh-CN" },
      },
      customCss: ["./src/site.css"],
      expressiveCode: { styleOverrides: { codeFontSize: "0.8125rem" } },
      social: SITE_REPOSITORY ? [{ icon: "github", label: "GitHub", href: SITE_REPOSITORY }] : [],
      sidebar: sections.map(({ label, labelZh, pages }) => ({
        label,
        translations: { "zh-CN": labelZh },
        items: [...pages],
      })),
    }),
  ],
});
