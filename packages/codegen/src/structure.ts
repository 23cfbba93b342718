import { BaseResolver, type Config, createConfig, lintDocument, makeDocumentFromString } from "@redocly/openapi-core";
import { parsePointer } from "./json.ts";
import type { Problem } from "./problem.ts";
import type { Spec } from "./spec.ts";

/** The rules that generation relies on; `pnpm lint` checks more. */
export function structureRules(): Promise<Config> {
  return createConfig({ rules: { struct: "error", "operation-operationId-unique": "error" } });
}

/** Checks a document against the OpenAPI format. All its references must have targets. */
export async function checkStructure(spec: Spec): Promise<Problem[]> {
  const version = spec.document.openapi;
  if (typeof version !== "string" || !/^3\.1\.\d+$/.test(version))
    return [
      {
        file: spec.file,
        ...spec.at(["openapi"]),
        reason: `openapi is ${JSON.stringify(version) ?? "missing"}`,
        remedy: "write `openapi: 3.1.0`, the version whose schemas the generator reads",
      },
    ];
  const config = await structureRules();
  const faults = await lintDocument({
    document: makeDocumentFromString(JSON.stringify(spec.document), `/${spec.file}`),
    config: config.styleguide,
    externalRefResolver: new BaseResolver(config.resolve),
  });
  return faults.map(({ message, location }) => {
    const pointer = location[0]?.pointer ?? "#/";
    const path = parsePointer(pointer.slice(1)).filter((key) => key !== "");
    return {
      file: spec.file,
      ...(location[0]?.reportOnKey ? spec.atKey(path) : spec.at(path)),
      reason: `${path.join(".") || "the document"}: ${message.split("\n")[0]}`,
      remedy: "follow https://spec.openapis.org/oas/v3.1.0",
    };
  });
}
