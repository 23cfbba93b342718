import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, parse as parsePath } from "node:path";
import { describe, expect, test } from "vitest";
import { documentsIn } from "../src/embedded.ts";
import { type Overlay, parseOverlay } from "../src/overlay.ts";
import { propose } from "../src/proposal.ts";
import { parseDocument } from "../src/specs.ts";
import { edited } from "./mini.ts";

const SPECS = join(import.meta.dirname, "..", "..", "..", "specs");
const DOCUMENTS = join(import.meta.dirname, "fixtures", "documents");

// One change of each provider's document, and the line that must report it.
const CHANGES: Record<string, { from: string; to: string; expected: string }> = {
  ark: {
    from: "watermark: { type: boolean, default: true }",
    to: "watermark: { type: boolean, default: false }",
    expected: "`ImageRequest.watermark` defaults to `false`, was `true`",
  },
  anyfast: {
    from: "                  - 4704x2016\n",
    to: "                  - 4704x2016\n                  - 4096x4096\n",
    expected: "`ImageRequest.size` has the new known value `4096x4096`",
  },
  "302ai": {
    from: "stream: { type: boolean }",
    to: "output_format: { type: string }",
    expected: "`ImageRequest.stream` was removed",
  },
  apimart: {
    from: "n: { type: integer, minimum: 1, maximum: 15 }",
    to: "n: { type: integer, minimum: 1, maximum: 4 }",
    expected: "`maximum` of `ImageRequest.n` is `4`, was `15`: narrower",
  },
};

const files = readdirSync(DOCUMENTS).filter((file) => /\.(yaml|md)$/.test(file));
const providers = files.map((file) => ({ provider: parsePath(file).name, file }));

describe.each(providers)("the overlay of $provider", ({ provider, file }) => {
  const text = readFileSync(join(DOCUMENTS, file), "utf8");
  const ours = parseDocument(provider, "openapi.yaml", readFileSync(join(SPECS, provider, "openapi.yaml"), "utf8"));
  const path = join(SPECS, provider, "overlay.yaml");
  const overlay = parseOverlay(provider, path, readFileSync(path, "utf8"));

  const compare = (page: string, decisions?: Overlay) => {
    const { differences, doubts } = propose(
      provider,
      ours,
      documentsIn(provider, { name: file, text: page }),
      decisions,
    );
    return [...differences.map(({ text: difference }) => difference), ...doubts];
  };

  test("leaves no difference between the provider's document and our spec", () => {
    expect(compare(text, overlay)).toEqual([]);
  });

  test("removes exactly the recorded differences", async () => {
    await expect(`${compare(text).join("\n")}\n`).toMatchFileSnapshot(join(DOCUMENTS, `${provider}.differences.txt`));
  });

  test("does not hide a change of the provider's document", () => {
    const change = CHANGES[provider];
    if (!change) throw new Error(`CHANGES has no change for ${provider}; add one`);
    const found = compare(edited(text, change.from, change.to), overlay);
    expect(found.join("\n")).toContain(change.expected);
  });

  // An action without a match throws. This test finds actions that change nothing.
  test.each(overlay.actions.map((action) => [action.index, action.target] as const))(
    "needs action %i, on %s",
    (index) => {
      const actions = overlay.actions.filter((action) => action.index !== index);
      expect(outcome(() => compare(text, { ...overlay, actions }))).not.toEqual([]);
    },
  );

  test("gives a reason for each action", () => {
    const withoutReason = overlay.actions.filter(({ description }) => !description);
    expect(withoutReason.map(({ target }) => target)).toEqual([]);
  });
});

test("has a document for every overlay", () => {
  const overlays = readdirSync(SPECS).filter((name) => existsSync(join(SPECS, name, "overlay.yaml")));
  expect(overlays.sort()).toEqual(providers.map(({ provider }) => provider).sort());
});

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
