import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommandError } from "@seedream-clients/command-line";

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;

const NO_CHECKOUT =
  "not a git checkout; the command compares specs with a commit: clone the repository with git and run it there";

/** The git checkout that a folder is in. Reads only. */
export class Git {
  readonly root: string;
  readonly #listings = new Map<string, Promise<string | undefined>>();

  private constructor(root: string) {
    this.root = root;
  }

  static async at(root: string): Promise<Git> {
    const git = new Git(root);
    const inside = await git.#do("rev-parse", "--is-inside-work-tree").catch((error: unknown) => {
      throw asCommandError(error);
    });
    if (inside.trim() !== "true") throw new CommandError(NO_CHECKOUT);
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

  /** Returns the texts of those files that a commit has, by path. One process reads them all. */
  async texts(commit: string, paths: readonly string[]): Promise<Map<string, string>> {
    if (paths.length === 0) return new Map();
    const running = run("git", ["cat-file", "--batch"], { ...this.#options, encoding: "buffer" });
    running.child.stdin?.end(paths.map((path) => `${commit}:./${path}\n`).join(""));
    const { stdout } = await running;
    const found = new Map<string, string>();
    let position = 0;
    for (const path of paths) {
      const end = stdout.indexOf("\n", position);
      // `<id> blob <bytes>`, then the text and a line break; or `<name> missing`.
      const [, bytes] = / blob (\d+)$/.exec(stdout.toString("utf8", position, end)) ?? [];
      position = end + 1;
      if (bytes === undefined) continue;
      found.set(path, stdout.toString("utf8", position, position + Number(bytes)));
      position += Number(bytes) + 1;
    }
    return found;
  }

  /** Returns the files under a folder in a commit, as paths from the root with `/`. */
  async list(commit: string, folder: string): Promise<string[]> {
    const listing = this.#listings.get(commit) ?? this.#try("ls-tree", "-r", "-z", "--name-only", commit);
    this.#listings.set(commit, listing);
    return ((await listing) ?? "").split("\0").filter((path) => path.startsWith(`${folder}/`));
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
    const { stdout } = await run("git", args, this.#options);
    return stdout;
  }

  get #options(): { readonly cwd: string; readonly maxBuffer: number } {
    return { cwd: this.root, maxBuffer: MOST_BYTES };
  }

  async #try(...args: string[]): Promise<string | undefined> {
    try {
      return await this.#do(...args);
    } catch (error) {
      if (isMissing(error)) throw asCommandError(error);
      return undefined;
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Says why git cannot use a folder. Git itself names the way out, for example if another user owns the folder. */
function asCommandError(error: unknown): CommandError {
  if (isMissing(error))
    return new CommandError("git was not found; the command compares specs with a commit: install git");
  const words = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
  if (/^fatal: not a git repository/.test(words)) return new CommandError(NO_CHECKOUT);
  return new CommandError(`git cannot read this checkout:\n${words}`);
}
