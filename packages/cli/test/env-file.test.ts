import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { finished, folder, keys, seedream } from "./seedream.ts";

describe("a file .env in the folder", () => {
  it.each([
    ["ARK_BASE_URL", "https://elsewhere.example/api/v3", ["generate", "a kite"]],
    ["SEEDREAM_STORE", "postgres://elsewhere.example/jobs", ["batch", "resume"]],
  ])("does not decide about a key of the environment by %s", async (name, value, args) => {
    await writeFile(join(folder, ".env"), `${name}=${value}\n`);
    const { code, errors } = await seedream(args, { env: { ARK_API_KEY: "ark-own-0123456789" } });
    expect(errors).toBe(
      `Error: ${name} in .env would decide about the ARK_API_KEY of the environment; set both in .env, or both in the environment\n`,
    );
    expect(code).toBe(2);
  });

  it.each([
    ["in the file alone", "ARK_API_KEY=ark-file-0123456789\n", undefined],
    ["in both, the same", "ARK_API_KEY=ark-file-0123456789\n", "ark-file-0123456789"],
    ["nowhere", "", ""],
  ])("sets the address of a provider whose key is %s", async (_, line, key) => {
    await writeFile(join(folder, ".env"), `ARK_BASE_URL=https://gateway.example/api/v3\n${line}`);
    expect(await loaded("ARK_BASE_URL", { ARK_API_KEY: key })).toBe("https://gateway.example/api/v3");
  });

  it("sets only variables of the command", async () => {
    await writeFile(join(folder, ".env"), "NODE_TLS_REJECT_UNAUTHORIZED=0\nSEEDREAM_STORE=postgres://a/b\n");
    expect(await loaded("NODE_TLS_REJECT_UNAUTHORIZED")).toBe("undefined");
    expect(await loaded("SEEDREAM_STORE")).toBe("postgres://a/b");
  });
});

/** Returns a variable as the command sees it. */
async function loaded(name: string, env: object = {}): Promise<string> {
  const source = fileURLToPath(new URL("../src/env-file.ts", import.meta.url));
  const script = `import { loadEnvironment } from ${JSON.stringify(source)}; loadEnvironment(); console.log(process.env.${name})`;
  const child = spawn(process.execPath, ["--no-warnings", "--input-type=module", "--eval", script], {
    cwd: folder,
    env: { ...process.env, ...keys, ...env },
  });
  const { out, errors } = await finished(child);
  expect(errors).toBe("");
  return out.trim();
}
