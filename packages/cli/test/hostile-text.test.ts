import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { serve } from "./provider.ts";
import { openScreen } from "./pty.ts";
import { folder, program, seedream, simulated } from "./seedream.ts";

/** Text that sets the title of a terminal, clears it with C0 and C1 sequences, and begins a new line. */
const hostile = "bad \u001b]0;owned\u0007\u001b[2J\u009b2J\r\nError: forged";
const shown = "bad \\u001b]0;owned\\u0007\\u001b[2J\\u009b2J\\r\\nError: forged";

/** Starts a provider that refuses every request with a hostile message. */
async function openProvider(status: number) {
  const origin = await serve((_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { code: "InvalidParameter", message: hostile } }));
  });
  return { ARK_API_KEY: "ark-0123456789", ARK_BASE_URL: `${origin}/api/v3` };
}

/** Runs the command in a terminal, and returns the visible text. */
async function see(args: readonly string[], env: Record<string, string> = {}) {
  const screen = openScreen(process.execPath, ["--no-warnings", program, ...args], { columns: 400, env });
  await screen.ended;
  for (const sequence of ["\u001b]", "\u0007", "\u001b[2J", "\u009b"]) expect(screen.raw()).not.toContain(sequence);
  expect(screen.lines().filter((line) => line.startsWith("Error: forged"))).toEqual([]);
  return screen.lines().join("\n");
}

describe("text from outside never controls the terminal", () => {
  it("as the message of a provider", async () => {
    expect(await see(["generate", "a kite", "--provider", "ark"], await openProvider(400))).toContain(shown);
  });

  it("as the key of a job, and the reason why it failed", async () => {
    await writeFile(join(folder, "p.jsonl"), JSON.stringify({ key: hostile, prompt: "a kite" }));
    const run = ["batch", "run", "p.jsonl", "--provider", "ark"];
    expect(await see(run, await openProvider(400))).toContain(`1 × InvalidRequestError: ${shown}`);
    expect(await see(["batch", "cancel", hostile])).toContain(shown);
  });

  it("as the key of a job whose outcome is unknown", async () => {
    await writeFile(join(folder, "p.jsonl"), JSON.stringify({ key: hostile, prompt: "a kite" }));
    const run = ["batch", "run", "p.jsonl", "--provider", "ark"];
    expect(await see(run, await openProvider(500))).toContain(`  ${shown}  client request `);
  });

  it("as the name of a file, of a column or of an option", async () => {
    expect(await see(["batch", "run", hostile])).toContain(`${shown} cannot be read (ENOENT)`);
    await writeFile(join(folder, "p.jsonl"), JSON.stringify({ [hostile]: "x", prompt: "a kite" }));
    expect(await see(["batch", "run", "p.jsonl"])).toContain("bad \\u001b]0;owned");
    expect(await see(["models", `--${hostile.replace(/\s/g, "")}`])).toContain("\\u001b]0;owned");
  });

  it("in a pipe, where a log is read line by line", async () => {
    const { errors } = await seedream(["generate", "a kite"], { env: await openProvider(400) });
    expect(errors.trim().split("\n")).toEqual([expect.stringContaining(shown)]);
  });

  it("as JSON in a terminal, which parses to the same text", async () => {
    const { errors, out } = await seedream(["validate", hostile, "--json", ...simulated]);
    expect(errors).toBe("");
    expect(out).not.toContain("\u009b");
    expect(JSON.parse(out).body.prompt).toBe(hostile);
  });
});

it("prints each of several mistakes on a separate line", async () => {
  await writeFile(join(folder, "p.csv"), "prompt,size\na,8x8\nb,9x9\n");
  const { errors } = await seedream(["batch", "run", "p.csv", ...simulated]);
  expect(errors.trim().split("\n")).toHaveLength(3);
});
