import { exitCodes } from "./exit.ts";
import { explained } from "./explained.ts";
import { jobsIn } from "./jobs-in.ts";
import { type JournalOptions, nameOf, requireJournal } from "./store.ts";
import { toTable } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** `seedream tasks list`: lists the tasks in the journal of a folder. The provider has no list of tasks. */
export function listTasks(journal: JournalOptions, terminal: Terminal): Promise<number> {
  requireJournal(journal);
  return explained(async () => {
    const rows: string[][] = [];
    for await (const { key, state, task } of jobsIn(journal)) {
      if (!task) continue;
      const submitted = new Date(task.submittedAt).toISOString();
      if (terminal.isJson) terminal.out(JSON.stringify({ id: task.id, key, state, model: task.model, submitted }));
      rows.push([task.id, key, state, submitted]);
    }
    if (terminal.isJson) return exitCodes.ok;
    if (rows.length === 0) terminal.note(`No job of ${nameOf(journal)} was a task`);
    else for (const line of toTable(["task", "job", "state", "submitted"], rows)) terminal.out(line);
    return exitCodes.ok;
  });
}
