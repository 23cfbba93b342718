/** A word of a command line, without its quotes. */
export interface Word {
  readonly text: string;
  /** Whether it ends inside quotes. */
  readonly isQuoted: boolean;
}

/** Splits a command line as a shell does, without expansion. The last word is incomplete, and may be empty. */
export function readLine(line: string): Word[] {
  const words: Word[] = [];
  let text: string | undefined;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? "";
    const isEscape = character === "\\" && quote !== "'";
    if (isEscape) {
      at += 1;
      text = `${text ?? ""}${line[at] ?? ""}`;
    } else if (quote) {
      if (character === quote) quote = "";
      else text = `${text ?? ""}${character}`;
    } else if (character === "'" || character === '"') {
      quote = character;
      text ??= "";
    } else if (/\s/.test(character)) {
      if (text !== undefined) words.push({ text, isQuoted: false });
      text = undefined;
    } else text = `${text ?? ""}${character}`;
  }
  return [...words, { text: text ?? "", isQuoted: quote !== "" }];
}

/** Quotes a word for a command that people may copy, because it may be a provider's or have blanks. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
