/** The result of a package in a consumer. */
export type Outcome =
  | { readonly kind: "ok"; readonly ms: number }
  | { readonly kind: "failed"; readonly ms: number; readonly reason: string }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "not supported"; readonly reason: string };

/** Outcomes by consumer, then by package. */
export type Outcomes = ReadonlyMap<string, ReadonlyMap<string, Outcome>>;

/** Formats a table with a row per consumer and a column per package, and the reason of each failure below it. */
export function formatTable(outcomes: Outcomes, packages: readonly string[]): string {
  const header = ["", ...packages];
  const rows = [...outcomes].map(([consumer, byPackage]) => [
    consumer,
    ...packages.map((id) => cell(byPackage.get(id))),
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [header, widths.map((width) => "-".repeat(width)), ...rows].map(line).concat(notes(outcomes)).join("\n");
}

function cell(outcome: Outcome | undefined): string {
  if (!outcome) return "";
  if (outcome.kind === "ok" || outcome.kind === "failed") {
    return `${outcome.kind === "ok" ? "ok" : "FAILED"} ${Math.round(outcome.ms)} ms`;
  }
  return outcome.kind === "skipped" ? "SKIPPED" : "not supported";
}

function notes(outcomes: Outcomes): string[] {
  const all = [...outcomes].flatMap(([consumer, byPackage]) =>
    [...byPackage].flatMap(([id, outcome]) =>
      outcome.kind === "ok" ? [] : [{ consumer, id, reason: outcome.reason, kind: outcome.kind }],
    ),
  );
  const groups = Map.groupBy(all, ({ consumer, kind, reason }) => `${consumer}, ${kind}: ${reason}`);
  return [...groups].map(([note, { 0: one, length }]) => (length === 1 ? `${one?.id} in ${note}` : note));
}
