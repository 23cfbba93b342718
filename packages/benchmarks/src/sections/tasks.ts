import { figuresOf } from "../measure/fresh-process.ts";
import { ours, waiters } from "../peers/waiters.ts";
import { figure } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Goal, Line, Section } from "../report/section.ts";

export const tasks: Section = {
  id: "tasks",
  title: "5,000 waiting tasks",
  method:
    "A fresh process waits for 5,000 tasks that are never done: the heap that each takes between two polls, how much " +
    "later than their pauses the polls come (all are due at the same time), and the delay of the event loop. Ours and " +
    "bare fetch poll after 2, 3 and 4.5 s, the others at once and every 2 s.",
  async measure() {
    const lines: Line[] = [];
    const goals: Goal[] = [];
    for (const { name } of waiters) {
      const figures = await figuresOf("tasks", name);
      const { heap = Number.NaN, late = Number.NaN, latest = Number.NaN, delay = Number.NaN } = figures;
      lines.push([withVersion(name), figure(heap), figure(late), figure(latest), figure(delay)]);
      if (name === ours.name) goals.push({ name: "kB of heap for each waiting task of ours", most: 4, measured: heap });
    }
    const columns = ["package", "kB of heap each", "ms late, median", "ms late, most", "ms of delay, 99 %"];
    return { columns, lines, goals };
  },
};
