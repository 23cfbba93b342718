import { type PostgresServer, postgresVersion, startPostgres } from "@seedream-clients/postgres";
import { afterAll, beforeAll, describe, it } from "vitest";
import { compile, type Diagnostic } from "./compile.ts";
import { createProject, type Project } from "./project.ts";
import { openProviders } from "./providers.ts";
import type { Readme } from "./readmes.ts";
import { runSnippet } from "./run-snippet.ts";
import { createServers } from "./servers.ts";
import type { Session } from "./session.ts";
import { titleOf } from "./snippet.ts";

/** Tests that every snippet of some READMEs compiles and runs. */
export function describeSnippets(all: readonly Readme[]): void {
  const readmes = all.filter(({ snippets }) => snippets.length > 0);
  const projects = new Map<string, Project>();
  /** Reasons why READMEs have no folder. */
  const faults = new Map<string, unknown>();
  let diagnostics: readonly Diagnostic[] = [];

  beforeAll(async () => {
    for (const readme of readmes) {
      await createProject(readme).then(
        (project) => projects.set(readme.path, project),
        (fault: unknown) => faults.set(readme.path, fault),
      );
    }
    diagnostics = await compile([...projects.values()]);
  });

  it("the files that a reader has beside the snippets compile", ({ expect }) => {
    const snippets = [...projects.values()].flatMap(({ programs }) => programs.map(({ file }) => file));
    expect(diagnostics.filter(({ file }) => !snippets.includes(file))).toEqual([]);
  });

  describe.concurrent.for(readmes)("$path", ({ path, snippets }) => {
    let session: Session | undefined;
    let server: PostgresServer | undefined;

    beforeAll(async () => {
      const project = projects.get(path);
      if (!project) throw faults.get(path);
      if (postgresVersion && snippets.some(({ options }) => options.database)) server = await startPostgres();
      const database = server?.connectionString;
      session = { project, providers: await openProviders(), servers: createServers(), database };
    });

    afterAll(async () => {
      await session?.servers.end();
      await session?.providers.close();
      await server?.close();
    });

    // Sequential, because a snippet may read files of the snippet above it, and call the server that it started.
    for (const snippet of snippets) {
      it(titleOf(snippet), { concurrent: false }, async ({ expect }) => {
        expect(session, "the folder of the README").toBeDefined();
        if (session) await runSnippet(snippet, session, diagnostics);
      });
    }
  });
}
