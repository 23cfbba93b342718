import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ModelCatalogue } from "@seedream-clients/core";
import { API } from "typescript/unstable/sync";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

/** Asks the language service of TypeScript for completions and messages, as editors do. The programs exist only in memory. */
const folder = fileURLToPath(new URL("../completions", import.meta.url));
const config = `${folder}/tsconfig.json`;
const main = `${folder}/main.ts`;
const mistakes = `${folder}/mistakes.ts`;
/** The option that only this client has. */
const options: Readonly<Record<string, string>> = {
  ark: "region",
  anyfast: "region",
  "302ai": "region",
  apimart: "references",
};
const specs = new URL("../../../specs/", import.meta.url);
/** The function that creates each client, from its spec. */
const clients: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(specs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const spec = parse(readFileSync(new URL(`${name}/openapi.yaml`, specs), "utf8"));
      return [name, spec["x-seedream-provider"].create];
    }),
);

const program = Object.entries(clients)
  .map(
    ([id, factory]) => `import { ${factory} } from "@seedream-clients/${id}";
const client_${id} = ${factory}({ ${options[id] ? `${options[id]}: /* ${id} ${options[id]} */ ""` : ""} });
void client_${id}.generate({ prompt: "", model: /* ${id} model */ "", size: /* ${id} size */ "" });
void client_${id}.generate({
  prompt: "",
  size: { aspectRatio: /* ${id} aspectRatio */ "", resolution: /* ${id} resolution */ "" },
});
`,
  )
  .join("");
/** A misspelt field in a call of each client. */
const misspelt = Object.entries(clients)
  .map(
    ([id, factory]) =>
      `import { ${factory} } from "@seedream-clients/${id}";\nvoid ${factory}().generate({ promt: "" });\n`,
  )
  .join("");
const files: Readonly<Record<string, string>> = {
  [main]: program,
  [mistakes]: misspelt,
  [config]: JSON.stringify({ extends: "../../../tsconfig.base.json", files: ["main.ts", "mistakes.ts"] }),
};

const api = new API({
  cwd: folder,
  fs: {
    readFile: (name) => files[name],
    fileExists: (name) => (name in files ? true : undefined),
    directoryExists: (name) => (name === folder ? true : undefined),
  },
});
afterAll(() => api.close());
const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);

function completionsAt(id: string, field: string): string[] {
  const mark = `/* ${id} ${field} */ "`;
  const { entries = [] } = project?.checker.getCompletionsAtPosition(main, program.indexOf(mark) + mark.length) ?? {};
  return entries.map(({ name }) => name);
}

async function modelsOf(id: string): Promise<ModelCatalogue> {
  return (await import(`@seedream-clients/${id}`)).models;
}

describe.each(Object.keys(clients))("an editor completes on %s", (id) => {
  it("the resolutions and the keywords of a size", () => {
    expect(completionsAt(id, "size").sort()).toEqual(["1.5K", "1K", "2K", "3K", "4K", "adaptive", "auto"]);
    expect(completionsAt(id, "resolution").sort()).toEqual(["1.5K", "1K", "2K", "3K", "4K"]);
  });

  it("the resolutions and the aspect ratios that its models have a size for", async () => {
    for (const { size } of (await modelsOf(id)).models) {
      expect(completionsAt(id, "resolution")).toEqual(expect.arrayContaining(Object.keys(size.tiers)));
      const ratios = Object.values(size.tiers).flatMap((table) => Object.keys(table));
      expect(completionsAt(id, "aspectRatio")).toEqual(expect.arrayContaining(ratios));
    }
  });

  it("the names and the ids of its models", async () => {
    const offered = completionsAt(id, "model");
    for (const { name, ids } of (await modelsOf(id)).models) {
      expect(offered).toEqual(expect.arrayContaining([name, ...Object.values(ids).flat()]));
    }
  });
});

it.each([
  ["ark", "region", ["ap-southeast", "cn-beijing"]],
  ["anyfast", "region", ["cn", "intl"]],
  ["apimart", "references", ["inline", "upload"]],
])("an editor completes on %s the option %s", (id, option, values) => {
  expect(completionsAt(id, option).sort()).toEqual(values);
});

it("an editor names a misspelt field of a request and the right one in one line, on every client", () => {
  const messages = project?.program.getSemanticDiagnostics(mistakes).map(({ text }) => text);
  expect(messages).toEqual(
    Object.keys(clients).map(
      () =>
        "Object literal may only specify known properties, but 'promt' does not exist in type " +
        "'ImageRequest<KnownModel, NativeFields>'. Did you mean to write 'prompt'?",
    ),
  );
});
