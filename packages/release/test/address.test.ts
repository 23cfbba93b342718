import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findAddress, requireAddress } from "../src/repository/address.ts";

const ours = "https://example.test/owner/name";
const workflow = { GITHUB_SERVER_URL: "https://example.test", GITHUB_REPOSITORY: "owner/name" };

async function rootWith(repository: unknown): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "address-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await writeFile(join(root, "package.json"), JSON.stringify({ name: "root", repository }));
  return root;
}

test("returns the field of the root, or the address of the workflow", async () => {
  expect(await findAddress(await rootWith(ours), {})).toBe(ours);
  expect(await findAddress(await rootWith(ours), workflow)).toBe(ours);
  expect(await findAddress(await rootWith(undefined), workflow)).toBe(ours);
  expect(await findAddress(await rootWith(undefined), {})).toBeUndefined();
});

test("names the missing field if no address is known", async () => {
  await expect(requireAddress(await rootWith(undefined), {})).rejects.toThrow(
    'package.json: repository is missing; set it to the address of the public repository, "https://HOST/OWNER/NAME"',
  );
});

test.each(["git@example.test:owner/name.git", "https://example.test", { type: "git", url: ours }])(
  "refuses what is not an address: %j",
  async (repository) => {
    await expect(findAddress(await rootWith(repository), {})).rejects.toThrow("package.json: repository is");
  },
);

test("throws if a fork names another repository", async () => {
  const fork = { ...workflow, GITHUB_REPOSITORY: "somebody/name" };
  await expect(findAddress(await rootWith(ours), fork)).rejects.toThrow("runs in https://example.test/somebody/name");
});
