import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { sections } from "./src/sections.ts";

// Where the site is published. The workflow asks GitHub Pages.
const { SITE_ORIGIN = "http://localhost:4321", SITE_BASE = "/", SITE_REPOSITORY } = process.env;

export default defineConfig({
  site: SITE_ORIGIN,
  base: SITE_BASE,
  integrations: [
    starlight({
      title: "seedream-clients",
      description: "Typed TypeScript clients for ByteDance's Seedream image models",
      locales: {
        root: { label: "English", lang: "en" },
        "zh-cn": { label: "简体中文", lang: "zh-CN" },
      },
      customCss: ["./src/site.css"],
      social: SITE_REPOSITORY ? [{ icon: "github", label: "GitHub", href: SITE_REPOSITORY }] : [],
      sidebar: sections.map(({ label, labelZh, pages }) => ({
        label,
        translations: { "zh-CN": labelZh },
        items: [...pages],
      })),
    }),
  ],
});
