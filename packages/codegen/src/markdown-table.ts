/** Prints a Markdown table with padded columns, as Biome formats it: `pnpm lint` checks the READMEs. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(3, ...[head, ...rows.map((row) => row[column] ?? "")].map(displayWidth)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => pad(row[column] ?? "", width)).join(" | ")} |`;
  return [line(heads), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** Marks a text as code. */
export function code(text: string): string {
  return `\`${text}\``;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(width - displayWidth(text));
}

/** Width of a text in columns of an editor: Chinese and full-width characters take two. */
function displayWidth(text: string): number {
  return [...text].reduce(
    (width, character) => width + (/[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1),
    0,
  );
}
