import { join } from "node:path";
import { expect } from "vitest";
import { runCommand, startCommand } from "./command.ts";
import { readersEnvironment } from "./environment.ts";
import type { Project } from "./project.ts";
import { root } from "./readmes.ts";
import type { Session } from "./session.ts";
import type { Snippet } from "./snippet.ts";
import { checkUnrun } from "./unrun-commands.ts";
import { isPublished } from "./workspace.ts";

/** Returns the commands of a snippet: one per line, or several lines joined by backslashes. */
export function commandsOf({ code }: Snippet): readonly string[] {
  const joined = code.join("\n").replace(/\\\n\s*/g, " ");
  return joined
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter(Boolean);
}

/** Runs the commands of a snippet. Checks commands that cannot run here in another way. */
export async function runShell(snippet: Snippet, session: Session): Promise<void> {
  const { project, servers } = session;
  for (const command of commandsOf(snippet)) {
    if (checkUnrun(command)) continue;
    const shell = ["sh", "-c", project.withFreePorts(command)];
    const env = { ...readersEnvironment(session, snippet), CURL_HOME: join(import.meta.dirname, "curl") };
    const options = { cwd: folderOf(project), env };
    if (snippet.options.serves) {
      await servers.start(startCommand(shell, options));
    } else {
      const { code, output } = await runCommand(shell, options);
      expect(code, `${command}\n${output}`).toBe(0);
    }
  }
}

/** Readers of a published package are in a project of their own; contributors are in the package. */
function folderOf({ readme: { path }, folder }: Project): string {
  return isPublished(path) ? folder : join(root, path, "..");
}
