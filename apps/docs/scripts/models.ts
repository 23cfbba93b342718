import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { models as ai302 } from "@seedream-clients/302ai";
import { models as anyfast } from "@seedream-clients/anyfast";
import { models as apimart } from "@seedream-clients/apimart";
import { models as ark } from "@seedream-clients/ark";
import { modelsPage } from "./models-page.ts";
import { languages } from "./models-words.ts";

const pages = join(import.meta.dirname, "../src/content/docs");

for (const { folder, words } of languages) {
  const text = modelsPage({ ark, anyfast, "302ai": ai302, apimart }, words);
  writeFileSync(join(pages, folder, "models.md"), text);
}
