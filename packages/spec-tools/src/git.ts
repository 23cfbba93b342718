import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommandError } from "@seedream-clients/command-line";

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;

/** The git checkout that a folder is in. Reads only. */
export class Git {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async at(root: string): Promise<Git> {
    const git = new Git(root);
    const inside = await git.#try("rev-parse", "--is-inside-work-tree");
    if (inside?.trim() !== "true")
      throw new CommandError(
        "not a git checkout; the command compares specs with a commit: clone the repository with git and run it there",
      );
    return git;
  }

  /** Returns the full id of a commit. */
  async commit(ref: string): Promise<string | undefined> {
    const id = await this.#try("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
    return id?.trim();
  }

  /** Returns the name of the current branch. */
  async branch(): Promise<string | undefined> {
    const name = await this.#try("symbolic-ref", "--quiet", "--short", "HEAD");
    return name?.trim();
  }

  /** Returns the last common commit of two branches. */
  async mergeBase(one: string, other: string): Promise<string | undefined> {
    const id = await this.#try("merge-base", one, other);
    return id?.trim();
  }

  /** Returns the text of a file in a commit; `undefined` if it does not exist there. */
  async show(commit: string, path: string): Promise<string | undefined> {
    return this.#try("show", `${commit}:./${path}`);
  }

  /** Returns the files under a folder in a commit, as paths from the root with `/`. */
  async list(commit: string, folder: string): Promise<string[]> {
    const paths = await this.#try("ls-tree", "-r", "-z", "--name-only", commit, `${folder}/`);
    return (paths ?? "").split("\0").filter((path) => path !== "");
  }

  /** Returns the files under a folder of the working tree that git does not ignore. */
  async files(folder: string): Promise<string[]> {
    const paths = await this.#do("ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", folder);
    return paths.split("\0").filter((path) => path !== "");
  }

  /** Returns the files that differ between a commit and the working tree, with untracked files. */
  async changedSince(commit: string): Promise<string[]> {
    const changed = await this.#do("diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", ".");
    const unknown = await this.#do("ls-files", "--others", "--exclude-standard", "-z", "--", ".");
    return [...new Set(`${changed}\0${unknown}`.split("\0"))].filter((path) => path !== "").sort();
  }

  async #do(...args: string[]): Promise<string> {
    const { stdout } = await run("git", args, { cwd: this.root, maxBuffer: MOST_BYTES });
    return stdout;
  }

  async #try(...args: string[]): Promise<string | undefined> {
    try {
      return await this.#do(...args);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT")
        throw new CommandError("git was not found; the command compares specs with a commit: install git");
      return undefined;
    }
  }
}
