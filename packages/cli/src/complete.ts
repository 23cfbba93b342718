import type { Command, Option } from "commander";
import { type Candidate, type Typed, valuesOf } from "./complete-values.ts";
import { exitCodes } from "./exit.ts";
import { readLine, type Word } from "./shell-words.ts";
import type { Terminal } from "./terminal.ts";

/** Candidates for the last word; `files` or `folders` if the shell must offer names from the file system. */
type Answer = readonly Candidate[] | "files" | "folders";

interface Place extends Typed {
  readonly command: Command;
  /** Option whose value comes next. */
  readonly pending: Option | undefined;
}

/** `seedream complete`, for the scripts of bash and zsh: prints candidates, then `:files`, `:folders` or `:none`. */
export async function complete(
  words: readonly string[],
  { line, breaks = "" }: { readonly line?: string; readonly breaks?: string },
  program: Command,
  terminal: Terminal,
): Promise<number> {
  const typed = line === undefined ? words.map((text): Word => ({ text, isQuoted: true })) : readLine(line).slice(1);
  const { text: current, isQuoted } = typed.at(-1) ?? { text: "", isQuoted: false };
  const place = locate(
    typed.slice(0, -1).map(({ text }) => text),
    program,
  );
  const answer = await answerFor(current, place);
  // bash replaces only the text after the last word break.
  const head = isQuoted ? "" : current.slice(0, endOfHead(current, breaks));
  for (const { value, description = "" } of typeof answer === "string" ? [] : answer) {
    if (!value.startsWith(current) || value.startsWith(":")) continue;
    const rest = value.slice(head.length);
    terminal.out(line === undefined ? `${value}\t${description}` : isQuoted ? rest : escaped(rest));
  }
  terminal.out(typeof answer === "string" ? `:${answer}` : ":none");
  return exitCodes.ok;
}

/** Finds the last word break of bash, which is after a colon or an equals sign, or before an at sign. */
function endOfHead(current: string, breaks: string): number {
  const ends = [":", "=", "@"]
    .filter((mark) => breaks.includes(mark))
    .map((mark) => {
      const at = current.lastIndexOf(mark);
      return mark === "@" ? at : at + 1;
    });
  return Math.max(0, ...ends);
}

/** Escapes a candidate, because bash inserts it into the command line unchanged. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}_@%+=:,./~-]/gu, (character) => `\\${character}`);
}

/** Finds the command, its operands and its options in the words of a command line. */
function locate(words: readonly string[], program: Command): Place {
  let command = program;
  let pending: Option | undefined;
  let isOver = false;
  const path: string[] = [];
  const operands: string[] = [];
  const options: Record<string, string> = {};
  for (const word of words) {
    if (pending) {
      options[pending.attributeName()] = word;
      pending = undefined;
    } else if (word === "--") isOver = true;
    else if (!isOver && word.startsWith("-") && word !== "-") {
      const [name = "", value] = word.split(/=(.*)/s);
      const option = findOption(name, command, program);
      if (value !== undefined && option) options[option.attributeName()] = value;
      else if (option && takesValue(option)) pending = option;
    } else {
      const next = command.commands.find((child) => child.name() === word);
      if (next && operands.length === 0) {
        command = next;
        path.push(word);
      } else if (!(command === program && word === "help")) operands.push(word);
    }
  }
  return { command, path: path.join(" "), operands, options, pending };
}

const takesValue = ({ required, optional }: Option) => required || optional;

function findOption(name: string, command: Command, program: Command): Option | undefined {
  return [...command.options, ...program.options].find(({ long, short }) => name === long || name === short);
}

async function answerFor(current: string, place: Place): Promise<Answer> {
  const { command, pending, operands, path } = place;
  if (pending) return valuesOf(`--${pending.name()}`, current, place);
  const [name = "", value] = current.split(/=(.*)/s);
  if (name.startsWith("--") && value !== undefined) {
    const answer = await valuesOf(name, value, place);
    return typeof answer === "string"
      ? answer
      : answer.map((candidate) => ({ ...candidate, value: `${name}=${candidate.value}` }));
  }
  if (current.startsWith("-")) return optionsOf(command);
  const children = command.createHelp().visibleCommands(command);
  if (operands.length === 0 && children.length > 0) {
    return children.map((child) => ({ value: child.name(), description: child.description() }));
  }
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  const argument = registeredArguments[operands.length] ?? (last?.variadic ? last : undefined);
  return argument ? valuesOf(`${path} ${argument.name()}`, current, place) : [];
}

function optionsOf(command: Command): Candidate[] {
  const help = command.createHelp();
  const own = help.visibleOptions(command);
  return [...own, ...help.visibleGlobalOptions(command)].flatMap(({ long, description }) =>
    long ? [{ value: long, description }] : [],
  );
}
