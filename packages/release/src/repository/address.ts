import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "../release-error.ts";

const ADDRESS = /^https:\/\/[^/]+\/[^/]+\/[^/]+$/;

/** Environment variables of a GitHub workflow. */
export interface WorkflowEnvironment {
  readonly GITHUB_SERVER_URL?: string | undefined;
  readonly GITHUB_REPOSITORY?: string | undefined;
}

/**
 * Returns the address of the repository: `repository` in the package.json of the root, or the workflow's repository.
 *
 * @returns `undefined` if neither is known.
 * @throws {ReleaseError} The field is not an address, or a fork would name another repository than its own.
 */
export async function findAddress(root: string, environment: WorkflowEnvironment): Promise<string | undefined> {
  const { repository }: { repository?: unknown } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = environment;
  const workflow = server && name ? `${server}/${name}` : undefined;
  if (repository === undefined) return workflow;
  if (typeof repository !== "string" || !ADDRESS.test(repository)) {
    throw new ReleaseError(
      `package.json: repository is ${JSON.stringify(repository)}; set it to "https://HOST/OWNER/NAME"`,
    );
  }
  if (workflow === undefined || workflow === repository) return repository;
  throw new ReleaseError(
    `package.json: repository is ${repository}, and this workflow runs in ${workflow}; npm refuses a package that names another repository than its workflow's`,
  );
}

/** @throws {ReleaseError} The address is not known. */
export async function requireAddress(root: string, environment: WorkflowEnvironment): Promise<string> {
  const address = await findAddress(root, environment);
  if (address !== undefined) return address;
  throw new ReleaseError(
    'package.json: repository is missing; set it to the address of the public repository, "https://HOST/OWNER/NAME"',
  );
}
