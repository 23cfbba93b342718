import type { Project } from "./project.ts";
import type { ToolName } from "./tools.ts";

/** A kind of project that packages must work in. */
export interface Consumer {
  readonly name: string;
  readonly tools: readonly ToolName[];
  /** Whether it also runs packages that are commands. */
  readonly commands?: true;
  /** Returns why the consumer does not support a package; `undefined` if it does. */
  excludes?(id: string): string | undefined;
  /** Creates the project, installs the package and runs a program. Throws if a step fails. */
  run(project: Project, baseURL: string): Promise<void>;
}
