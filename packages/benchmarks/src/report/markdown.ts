import { figure } from "./figures.ts";
import { reasons } from "./reasons.ts";
import type { Goal, Results, Section } from "./section.ts";

/** Renders one section of RESULTS.md, with the marks by which the next run finds the section. */
export function renderSection(section: Section, results: Results, machine: string): string {
  const parts = [`## ${section.title}`, section.method, table([results.columns, ...results.lines])];
  if (results.goals.length > 0)
    parts.push(table([["goal", "at most", "measured", ""], ...results.goals.map(goalLine)]));
  // Goals of one kind have one reason.
  for (const reason of new Set(results.goals.filter(isMissed).map(reasonFor))) parts.push(`Why missed: ${reason}`);
  parts.push(machine);
  return `${startOf(section.id)}\n\n${parts.join("\n\n")}\n\n${endOf(section.id)}`;
}

/** Inserts a section into the text of RESULTS.md: in place of its last run, or at the end. */
export function replaceSection(text: string, id: string, rendered: string): string {
  const start = text.indexOf(startOf(id));
  const end = text.indexOf(endOf(id));
  if (start < 0 || end < start) return `${text.trimEnd()}\n\n${rendered}\n`;
  return text.slice(0, start) + rendered + text.slice(end + endOf(id).length);
}

/** Returns a Markdown table with padded columns. */
function table(lines: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = lines.map((line) => line.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rest].map((line) => line[column]?.length ?? 0)));
  const render = (line: readonly string[]) =>
    `| ${widths.map((width, column) => (line[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [render(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rest.map(render)].join("\n");
}

export function isMissed({ most, measured }: Goal): boolean {
  // Written so that NaN misses too.
  return !(measured <= most);
}

function goalLine(goal: Goal): readonly string[] {
  return [goal.name, figure(goal.most), figure(goal.measured), isMissed(goal) ? "missed" : "met"];
}

function reasonFor({ name }: Goal): string {
  return Object.entries(reasons).find(([start]) => name.startsWith(start))?.[1] ?? "not known yet.";
}

function startOf(id: string): string {
  return `<!-- bench:${id} -->`;
}

function endOf(id: string): string {
  return `<!-- /bench:${id} -->`;
}
