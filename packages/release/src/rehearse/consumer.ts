import type { Project } from "./project.ts";
import type { ToolName } from "./tools.ts";

/** A kind of project that packages must work in. */
export interface Consumer {
  readonly name: string;
  readonly tools: readonly ToolName[];
  /** Why a package is not meant for it; absent: it is. */
  excludes?(id: string): string | undefined;
  /** Makes the project, installs, runs; throws what went wrong. */
  run(project: Project, baseURL: string): Promise<void>;
}
