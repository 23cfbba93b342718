import { asList, isObject, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { DEFAULT_REGION } from "@seedream-clients/codegen/src/model-rows.ts";
import { compareAnnotations } from "./annotations.ts";
import type { Comparison } from "./comparison.ts";
import { Place } from "./place.ts";
import { quote } from "./words.ts";

/** Reports added, removed and moved regions. The first region is the default. */
export function compareServers(comparison: Comparison): void {
  const before = serversOf(comparison.before);
  const after = serversOf(comparison.after);
  for (const region of before.keys())
    if (!after.has(region)) comparison.report("region-removed", { place: "", value: quote(region) });
  for (const [region, server] of after) {
    const was = before.get(region);
    const value = quote(region);
    if (!was) comparison.report("region-added", { place: "", value, after: quote(server.url) });
    else {
      if (was.url !== server.url)
        comparison.report("server-moved", { place: "", value, before: quote(was.url), after: quote(server.url) });
      compareAnnotations(comparison, was, server, Place.of(`the server of the region ${value}`));
    }
  }
  const [first, firstNow] = [[...before.keys()][0], [...after.keys()][0]];
  if (first !== undefined && firstNow !== undefined && first !== firstNow && after.has(first))
    comparison.report("default-region-changed", { place: "", before: quote(first), after: quote(firstNow) });
}

function serversOf({ servers }: JsonObject): Map<string, JsonObject> {
  return new Map(
    asList(servers)
      .filter(isObject)
      .map((server) => [typeof server["x-region"] === "string" ? server["x-region"] : DEFAULT_REGION, server]),
  );
}
