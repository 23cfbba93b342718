import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface CommandResult {
  /** Exit code; `undefined` when a signal ended the command. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they came. */
  readonly output: string;
}

export interface RunningCommand {
  readonly ended: Promise<CommandResult>;
  /** Returns the output so far. */
  output(): string;
  /** Ends the command and all processes that it started. */
  end(): Promise<void>;
}

/** Folders of the dependencies' commands, and of the Node that runs these tests. */
const path = [join(import.meta.dirname, "../node_modules/.bin"), dirname(process.execPath), process.env.PATH];

/** Omits keys and addresses of the machine, because a snippet gets only the variables that its README names. */
const kept = ["HOME", "TMPDIR", "TEMP", "SystemRoot", "LANG", "CI"];

const longest = 60_000;

/** Starts a command in a process group of its own. */
export function startCommand([command = "", ...args]: readonly string[], options: CommandOptions): RunningCommand {
  const own = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const env = { ...own, PATH: path.join(delimiter), NO_COLOR: "1", ...options.env };
  const child = spawn(command, args, { cwd: options.cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  // Its child processes may outlive it and keep its output open.
  let isOpen = true;
  const end = () => {
    try {
      if (child.pid && isOpen) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It ended by itself in this moment.
    }
  };
  let [stdout, stderr, output] = ["", "", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    output += text;
  });
  const ended = new Promise<CommandResult>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      isOpen = false;
      resolve({ code: code ?? undefined, stdout, stderr, output });
    });
  });
  return {
    ended,
    output: () => output,
    async end() {
      end();
      await ended.catch(() => {});
    },
  };
}

/** Runs a command to its end, or ends it after a minute. */
export async function runCommand(command: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const running = startCommand(command, options);
  let note = "";
  const timer = setTimeout(() => {
    note = `\n[ended by the test after ${longest / 1000} s]`;
    running.end();
  }, longest);
  const result = await running.ended.finally(() => clearTimeout(timer));
  return { ...result, output: result.output + note };
}
