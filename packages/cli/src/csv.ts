import { CsvError, parse } from "csv-parse/sync";
import { columnFault } from "./columns.ts";
import { counted } from "./counted.ts";
import { CliError } from "./exit.ts";

/** A row of a table, with the line where it begins. */
export interface TableRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** A character that does not occur in tables, so that commas in a table of one column separate nothing. */
const noSeparator = "\u001f";

/**
 * Reads a table whose first line names its columns.
 *
 * @throws {CliError} that names file and line.
 */
export function readTable(text: string, file: string): TableRow[] {
  // Excel's own first line, which names the separator.
  const [mark, named] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  const table = text.slice(mark?.length ?? 0);
  const skipped = mark === undefined ? 0 : 1;
  const records: { readonly record: readonly string[]; readonly lines: number }[] = [];
  try {
    parse(table, {
      delimiter: named ?? separatorOf(table),
      skip_empty_lines: true,
      on_record(record: string[], { lines }) {
        records.push({ record, lines });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CliError(explain(error, file, skipped, records.at(-1)?.lines ?? 0, records[0]?.record.length ?? 0));
  }
  const [head, ...rows] = records;
  const names = (head?.record ?? []).map(toName);
  const twice = names.find((name, column) => name !== "" && names.indexOf(name) !== column);
  if (twice !== undefined) throw new CliError(`${file} has two columns "${twice}"; remove one`);
  if (head && !names.includes("prompt")) {
    throw new CliError(
      `${file}, line ${1 + skipped}: there is no column "prompt"; the first line must name the columns, such as prompt,size`,
    );
  }
  const fault = columnFault(names.filter((name) => name !== ""));
  if (fault !== undefined) throw new CliError(`${file}, line ${1 + skipped}: ${fault}`);
  return rows.flatMap(({ record, lines }) => {
    // Excel keeps rows and columns that were emptied.
    if (record.every((cell) => cell.trim() === "")) return [];
    const cells = record.map((cell, column) => [names[column] ?? "", cell] as const);
    const fields = Object.fromEntries(cells.filter(([name, cell]) => name !== "" || cell.trim() !== ""));
    return [{ line: lines - breaksIn(record) + skipped, fields }];
  });
}

/** Normalises the name of a column. */
export const toName = (name: string) => name.trim().toLowerCase();

const breaksIn = (record: readonly string[]) => record.join("").match(/\r\n|\r|\n/g)?.length ?? 0;

/** Guesses the separator. Excel writes semicolons where the comma is a decimal mark, and tabs as "Unicode text". */
function separatorOf(text: string): string {
  const [head = ""] = text.split(/[\r\n]/, 1);
  const bare = head.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((mark) => ({ mark, count: bare.split(mark).length - 1 }));
  const best = counts.sort((a, b) => b.count - a.count)[0];
  return best?.count ? best.mark : noSeparator;
}

/** Describes an error of the CSV parser for users, with file and line. */
function explain(error: CsvError, file: string, skipped: number, lastLine: number, columns: number): string {
  const { code, message } = error;
  const { lines = lastLine + 1, record } = Object(error);
  const at = (line: number) => `${file}, line ${line + skipped}`;
  switch (code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return `${at(lastLine + 1)}: a quotation mark opens a cell that is never closed; write "" for one inside a cell`;
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH":
      return `${at(lines - breaksIn(record))}: it has ${counted(record.length, "cell")}, and the first line ${columns}; put a cell with separators in quotation marks`;
    case "INVALID_OPENING_QUOTE":
    case "CSV_INVALID_CLOSING_QUOTE":
      return `${at(lines)}: a quotation mark is inside a cell; put the whole cell in quotation marks, and write "" for one inside`;
    default:
      return `${at(lines)}: ${message}`;
  }
}
