import { CommandError, UsageError } from "@seedream-clients/command-line";
import type { Git } from "./git.ts";

/** The commit that the working tree is compared with. */
export interface Base {
  readonly commit: string;
  /** Its id and why it was chosen, for people. */
  readonly words: string;
}

const MAIN = "main";
const REMOTE = `origin/${MAIN}`;

/**
 * Returns the named base; else the commit where this branch left main; on main itself the last commit, or where main left
 * origin/main if it has commits that are not there.
 */
export async function findBase(git: Git, ref?: string): Promise<Base> {
  if (ref !== undefined) return namedBase(git, ref);
  const head = await git.commit("HEAD");
  if (head === undefined)
    throw new CommandError("there is no commit yet to compare with: commit once, or name a base with --base REF");
  if ((await git.branch()) === MAIN && !(await isAhead(git, head)))
    return base(head, "the last commit, because main is checked out");
  const main = (await git.commit(REMOTE)) ? REMOTE : MAIN;
  if ((await git.commit(main)) === undefined)
    throw new CommandError(
      `there is neither ${REMOTE} nor ${MAIN} to compare with: run git fetch origin ${MAIN}, or name a base with --base REF`,
    );
  const commit = await git.mergeBase(main, head);
  if (commit === undefined)
    throw new CommandError(
      `${main} and HEAD have no commit in common here: run git fetch --unshallow, or name a base with --base REF`,
    );
  return base(commit, `where this branch left ${main}`);
}

/** Whether a commit has others than origin/main. Without a commit in common, that is not known. */
async function isAhead(git: Git, head: string): Promise<boolean> {
  if ((await git.commit(REMOTE)) === undefined) return false;
  const common = await git.mergeBase(REMOTE, head);
  return common !== undefined && common !== head;
}

async function namedBase(git: Git, ref: string): Promise<Base> {
  const commit = await git.commit(ref);
  if (commit === undefined)
    throw new UsageError(
      `--base ${JSON.stringify(ref)} is not a commit of this checkout: name a branch, tag or commit, or run git fetch first`,
    );
  return base(commit, `--base ${ref}`);
}

function base(commit: string, why: string): Base {
  return { commit, words: `${commit.slice(0, 12)}, ${why}` };
}
