import { models as apimart } from "@seedream-clients/apimart";
import { models as ark } from "@seedream-clients/ark";
import { expect, it } from "vitest";
import { modelsPage } from "../scripts/models-page.ts";
import { languages } from "../scripts/models-words.ts";

const [english, chinese] = languages.map(({ words }) => modelsPage({ ark, apimart }, words));

it("has two tables a provider, with a row for each model that is not retired", () => {
  for (const { models } of [ark, apimart]) {
    for (const { name, status } of models) {
      const rows = english?.match(new RegExp(`^\\| \`${name.replaceAll(".", "\\.")}\``, "gm"))?.length ?? 0;
      const catalogues = [ark, apimart].filter((one) => one.models.some((row) => row.name === name)).length;
      expect(rows, name).toBe(status === "retired" ? 0 : 2 * catalogues);
    }
  }
});

it("names limits and prices as they are in the row of the model", () => {
  expect(english).toContain(
    "| `seedream-4.5` (default) | 2K, 4K<br>3,686,400 to 16,777,216 pixels | 14 | up to 15, references included |",
  );
  expect(english).toContain("up to 15, references included, above 1 only with a reference");
});

it("has the same tables in Chinese, but for words", () => {
  const shape = (text = "") => text.replace(/[^|`\n]/g, "").replace(/\n+/g, "\n");
  expect(chinese).toContain("最多 15（含参考图）");
  expect(shape(chinese?.split("\n## ").slice(1).join("\n"))).toBe(shape(english?.split("\n## ").slice(1).join("\n")));
});
