import type { ModelSpec } from "@seedream-clients/core";
import { openClient, providers } from "./clients.ts";
import { exitCodes } from "./exit.ts";
import { toTable } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** `seedream models`: lists the models of each provider with sizes, limits and prices. */
export async function showModels(provider: string | undefined, terminal: Terminal): Promise<number> {
  const names = provider === undefined ? Object.keys(providers).filter((name) => name !== "simulator") : [provider];
  const rows: string[][] = [];
  const json: object[] = [];
  for (const name of names) {
    const { models } = await openClient(name);
    for (const model of models.models) {
      const isDefault = model.name === models.default;
      json.push({ provider: name, default: isDefault, ...model });
      rows.push([
        name,
        `${model.name}${isDefault ? " *" : ""}`,
        sizesOf(model),
        groupOf(model),
        referencesOf(model),
        priceOf(model),
      ]);
    }
  }
  if (terminal.isJson) for (const model of json) terminal.out(JSON.stringify(model));
  else
    for (const line of toTable(["provider", "model", "sizes", "images", "references", "price per image"], rows))
      terminal.out(line);
  return exitCodes.ok;
}

function sizesOf({ size }: ModelSpec): string {
  const pixels = size.custom && size.pixels ? `${size.pixels.map((area) => (area / 1e6).toFixed(1)).join("–")} MP` : "";
  return [...Object.keys(size.tiers), ...(size.keywords ?? []), pixels].filter(Boolean).join(" ");
}

const groupOf = ({ group }: ModelSpec) => (group ? `1–${group.max}` : "1");
const referencesOf = ({ references }: ModelSpec) => (references ? String(references.max ?? "any") : "none");

function priceOf({ prices, status }: ModelSpec): string {
  if (status !== "active") return status;
  const texts = prices.map(({ image, currency, region, reference, freeReferences = 0, upToPixels }) => {
    const bound = upToPixels === undefined ? "" : ` up to ${(upToPixels / 1e6).toFixed(1)} MP`;
    const first = freeReferences > 0 ? ` after ${freeReferences}` : "";
    const further = reference === undefined ? "" : ` + ${reference} a reference${first}`;
    return `${image} ${currency}${bound}${further}${region ? ` (${region})` : ""}`;
  });
  return texts.join(", ") || "not known";
}
