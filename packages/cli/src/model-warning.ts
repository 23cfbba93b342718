import { findModel, type SeedreamClient } from "@seedream-clients/core";
import { style, type Terminal } from "./terminal.ts";

/** Warns of a model that is sent unchecked, because it may be misspelt or newer than this version. */
export function warnOfModel({ models, provider }: SeedreamClient, model: string | undefined, terminal: Terminal): void {
  if (model === undefined || model.startsWith("ep-") || findModel(models, model)) return;
  const known = models.models.filter(({ status }) => status === "active").map(({ name }) => name);
  const message = `${provider} has no model "${model}" that the client knows, so it is sent unchecked. Known: ${known.join(", ")}`;
  terminal.note(style("yellow", message));
}
