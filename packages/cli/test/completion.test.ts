import { spawnSync } from "node:child_process";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { openScreen, type Screen } from "./pty.ts";
import { folder, program, seedream, simulated } from "./seedream.ts";

/** Starts a shell whose start-up file is one line, as a user writes it. */
async function openShell(shell: string): Promise<Screen> {
  const bin = join(folder, ".bin");
  await mkdir(bin);
  await writeFile(join(bin, "seedream"), `#!/bin/sh\nexec "${process.execPath}" --no-warnings "${program}" "$@"\n`);
  await chmod(join(bin, "seedream"), 0o755);
  const line = `PS1='$ '; unset zle_bracketed_paste; eval "$(seedream completion ${shell})"; echo ready\n`;
  await writeFile(join(folder, shell === "zsh" ? ".zshrc" : ".bashrc"), line);
  const env = { PATH: `${bin}:${process.env.PATH}`, ZDOTDIR: folder, HOME: folder };
  const args = shell === "zsh" ? ["-i"] : ["--noprofile", "--rcfile", join(folder, ".bashrc"), "-i"];
  const screen = openScreen(shell, args, { env, columns: 120 });
  await screen.until(/^ready/);
  // Waits for the prompt, because before it the shell has not set up line editing and the terminal echoes typed text.
  await screen.until(/^\$/);
  return screen;
}

for (const shell of ["bash", "zsh"]) {
  const isInstalled = spawnSync(shell, ["--version"]).status === 0;
  if (!isInstalled) process.stdout.write(`Skipped the tests of ${shell}: not installed; install Debian's package\n`);

  describe.skipIf(!isInstalled)(`completion in ${shell}`, () => {
    let screen: Screen;
    beforeEach(async () => {
      screen = await openShell(shell);
    });
    const complete = async (typed: string, expected: string) => {
      screen.type(`\u0015${typed}\t`);
      await screen.until(new RegExp(`^\\$ ${expected.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`));
    };

    it("completes commands, options and their values", async () => {
      await complete("seedream gen", "seedream generate ");
      await complete("seedream batch rec", "seedream batch reconcile ");
      await complete("seedream generate --promp", "seedream generate --prompt-file ");
      await complete("seedream generate --provider apim", "seedream generate --provider apimart ");
      await complete(
        "seedream generate -p 302ai --model seedream-4.",
        "seedream generate -p 302ai --model seedream-4.",
      );
      await complete("seedream generate --region ap-", "seedream generate --region ap-southeast ");
      await complete(
        "seedream generate -m seedream-5.5 --size 21:9@1.",
        "seedream generate -m seedream-5.5 --size 21:9@1.5K",
      );
      await complete("seedream generate --size=ada", "seedream generate --size=ada");
      await complete("seedream completion z", "seedream completion zsh ");
    });

    it("completes files where a file is meant, and none where it is not", async () => {
      await writeFile(join(folder, "prompts of may.csv"), "prompt\na\n");
      await mkdir(join(folder, "pictures"));
      await complete("seedream batch run prom", "seedream batch run prompts\\ of\\ may.csv ");
      await complete("seedream generate --out pic", "seedream generate --out pictures");
      await complete("seedream doctor pro", "seedream doctor pro");
    });

    it("evaluates no part of the typed line", async () => {
      await complete('seedream generate "$(touch ran)" --see', 'seedream generate "$(touch ran)" --seed ');
      expect(await readdir(folder)).not.toContain("ran");
    });

    it("completes the keys of jobs", async () => {
      await writeFile(join(folder, "p.csv"), "key,prompt\nlighthouse at dusk,one\nharbour,two\n");
      await seedream(["batch", "run", "p.csv", "--budget", "1 image", ...simulated]);
      await complete("seedream batch cancel har", "seedream batch cancel harbour ");
      await seedream(["batch", "cancel", "harbour"]);
      await complete("seedream batch retry h", "seedream batch retry harbour ");
    });
  });
}
