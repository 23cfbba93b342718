import { Command, Option } from "commander";
import { closeClients, providers, usualProvider } from "./clients.ts";
import { addExamples } from "./help.ts";
import { storeVariable } from "./store.ts";
import { openTerminal, style, type Terminal, toLine } from "./terminal.ts";

/** Result of a command: its exit code. */
type Action = (terminal: Terminal) => Promise<number>;

const keyVariables = Object.values(providers).flatMap(({ key }) => key ?? []);

/** Creates the command line. Loads each command only when it runs, so that help loads none. */
export function createProgram(version: string): Command {
  const program = new Command("seedream")
    .description("Makes images with ByteDance's Seedream models, as several providers sell them.")
    .version(version)
    .option("--json", "print results as JSON, also in a terminal")
    .showHelpAfterError("See seedream --help.")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(toErrorText(text)) })
    .addHelpText(
      "after",
      `
Examples:
  seedream generate "a lighthouse at dusk" --size 16:9@4K --out ./out
  seedream generate "turn it blue" --image cup.png --count 4
  seedream generate "a lighthouse" --provider simulator        # needs no key
  seedream batch run prompts.csv --out ./out --budget "20 CNY"
  seedream models --provider apimart

Keys come from the environment or a file .env: ${keyVariables.join(", ")}.

Exit codes: 0 done; 1 an image is missing; 2 a mistake in what you asked for, nothing was sent; 3 the outcome is
unknown and may be billed; 4 the budget or --max-cost is reached; 130 Ctrl-C.`,
    );

  const provider = () =>
    new Option("-p, --provider <name>", Object.keys(providers).join(", ")).default(
      usualProvider(),
      "the first with a key, else ark",
    );
  const region = () => new Option("--region <name>", "region of the account, such as ap-southeast for BytePlus");
  const out = () => new Option("-o, --out <folder>", "folder for the images").default("out");

  const store = () =>
    new Option("--store <address>", "journal in PostgreSQL that many hosts share: postgres://user@host/database").env(
      storeVariable,
    );

  /** Options that describe a request. */
  const describing = (command: Command) =>
    command
      .addOption(provider())
      .addOption(region())
      .option("-m, --model <name>", "model name or id (default: the provider's)")
      .option("-s, --size <size>", "2K, 2048x2048, 16:9, 16:9@4K, auto or adaptive")
      .option("-n, --count <number>", "most images to make, 1 to 15")
      .option("-i, --image <file-or-url>", "a reference image; repeat it for more", collect)
      .option("--seed <number>", "makes a result repeatable, on models that take a seed")
      .option("--format <format>", "jpeg or png, on models that let you choose")
      .option("--watermark", "with the provider's watermark")
      .option("--native <json>", "fields of the provider's own")
      .option("--prompt-file <file>", "reads the prompt from a file");
  describing(program.command("generate [prompt]"))
    .description('Makes images. A prompt "-", or none, is read from standard input.')
    .addOption(out())
    .option("--dry-run", "prints the request and its price, and sends nothing")
    .option("--max-cost <amount>", "refuses a request that may cost more, in the provider's currency")
    .action((prompt, options, command) =>
      run(command, async (terminal) => (await import("./generate.ts")).generate(prompt, options, terminal)),
    );

  describing(program.command("validate [prompt]"))
    .description("Checks a request as generate does, and prints its issues and its price. Needs no key.")
    .addHelpText("after", "\nExit code 0 for a request that can be sent, 2 for one that cannot.")
    .action((prompt, options, command) =>
      run(command, async (terminal) => (await import("./validate.ts")).validate(prompt, options, terminal)),
    );

  const batch = program
    .command("batch")
    .description("Makes the images of a table, with a journal that survives a crash.");
  const running = (command: Command) =>
    command
      .addOption(out())
      .addOption(store())
      .addOption(provider())
      .addOption(region())
      .addOption(new Option("--concurrency <number>", "submissions at once").default("4"))
      .option("--images-per-minute <number>", "images of a model in a minute")
      .option(
        "--budget <amount>",
        'most to spend in all: "20 CNY" or "500 images"; repeat it for more limits',
        collect,
      );
  running(batch.command("run <file>"))
    .description("Adds the rows of a CSV or JSON Lines file, and makes their images. Run it again to go on.")
    .option("-m, --model <name>", "model of rows that name none")
    .option("-s, --size <size>", "size of rows that name none")
    .option("-n, --count <number>", "count of rows that name none")
    .option("--format <format>", "format of rows that name none")
    .option("--encoding <name>", "encoding of the file, such as gbk (default: UTF-8, or UTF-16 with a mark)")
    .option("--dry-run", "checks all rows and prints what they cost at most")
    .addHelpText(
      "after",
      `
A file:
  key,prompt,size,images
  lighthouse,A lighthouse at dusk,16:9@2K,
  cup,"Turn it blue, and glossy",2K,cup.png

Columns: prompt; key, provider, model, size, count, images (files or links, separated by spaces), seed, watermark, format,
native and priority where you need them. A row without a key is known by its content: the same row is the same job when
the file is read again, and rows that are equal are made as often as they occur.

The first Ctrl-C waits for the submissions that are out, the second gives them up: they may be billed, and are unknown
then, except at APIMart: the next run sends them again, under the idempotency keys by which it bills them once.

Exit codes: 0 all was made; 1 some failed; 2 a mistake, nothing was sent; 3 some are unknown; 4 the budget is reached; 130
Ctrl-C.`,
    )
    .action((file, options, command) =>
      run(command, async (terminal) => (await import("./batch.ts")).runBatch(file, options, terminal)),
    );
  running(batch.command("resume"))
    .description("Goes on with the jobs of a folder.")
    .action((options, command) =>
      run(command, async (terminal) => (await import("./batch.ts")).resumeBatch(options, terminal)),
    );
  batch
    .command("status")
    .description("Shows the state of the jobs of a folder, also while a batch runs.")
    .addOption(out())
    .addOption(store())
    .option("--watch", "shows progress until every job has ended")
    .action((options, command) =>
      run(command, async (terminal) => (await import("./status.ts")).showStatus(options, terminal)),
    );
  batch
    .command("reconcile <key> <finding>")
    .description(
      "Settles a job whose outcome is unknown: made (with --url, to save it), or not-made, to send it again.",
    )
    .addOption(out())
    .addOption(store())
    .addOption(provider())
    .option("--url <link>", "link of an image that was made; repeat it for more", collect)
    .action((key, finding, options, command) =>
      run(command, async (terminal) => (await import("./batch.ts")).reconcile(key, finding, options, terminal)),
    );
  batch
    .command("cancel [keys...]")
    .description("Cancels jobs that are not over. A task continues at its provider, and is billed.")
    .addOption(out())
    .addOption(store())
    .addOption(provider())
    .option("--all", "all that are queued")
    .action((keys, options, command) =>
      run(command, async (terminal) => (await import("./batch.ts")).cancel(keys, options, terminal)),
    );

  batch
    .command("retry [keys...]")
    .description(
      "Queues jobs again that failed free of charge, or were cancelled; resume then makes them, or waits for their task.",
    )
    .addOption(out())
    .addOption(store())
    .addOption(provider())
    .option("--all", "all that failed free of charge")
    .action((keys, options, command) =>
      run(command, async (terminal) => (await import("./batch.ts")).retry(keys, options, terminal)),
    );

  running(program.command("worker"))
    .description("Makes the images of a shared journal, with workers on other hosts, until Ctrl-C.")
    .addHelpText(
      "after",
      `
Keep a password out of the arguments: put the address into ${storeVariable}, in the environment or a file .env.
Give all workers the same limits and the same budget.

Example:
  ${storeVariable}=postgres://user:password@db.example/images seedream worker --out ./out`,
    )
    .action((options, command) =>
      run(command, async (terminal) => (await import("./worker.ts")).work(options, terminal)),
    );

  const tasks = program
    .command("tasks")
    .description("Lists tasks of APIMart, waits for them, and fetches what they made.");
  tasks
    .command("list")
    .description("Lists the tasks in the journal of a folder. The provider has no list of them.")
    .addOption(out())
    .addOption(store())
    .action((options, command) =>
      run(command, async (terminal) => (await import("./task-list.ts")).listTasks(options, terminal)),
    );
  for (const [action, description] of [
    ["show", "Shows how far a task is."],
    ["wait", "Waits for a task, and saves its images."],
    ["fetch", "Saves the images of a finished task, without waiting."],
  ] as const) {
    tasks
      .command(`${action} <id>`)
      .description(description)
      .addOption(out())
      .action((id, { out }, command) =>
        run(command, async (terminal) => (await import("./tasks.ts")).followTask(id, { action, out }, terminal)),
      );
  }

  program
    .command("models")
    .description("Lists models with their sizes, limits and prices.")
    .option("-p, --provider <name>", "of one provider")
    .action((options, command) =>
      run(command, async (terminal) => (await import("./models.ts")).showModels(options.provider, terminal)),
    );
  program
    .command("simulate")
    .description("Serves mock providers of all APIs on this machine until Ctrl-C, for tests. Any key works.")
    .addOption(new Option("--port <number>", "port to listen on; 0 takes any that is free").default("4010"))
    .addOption(new Option("--latency <ms>", "time that an image takes, in ms").default("0"))
    .action((options, command) =>
      run(command, async (terminal) => (await import("./simulate.ts")).simulate(options, terminal)),
    );
  program
    .command("doctor")
    .description("Looks at keys, hosts, clock, proxy and balance. Nothing that it sends costs anything.")
    .option("--probe", "asks Ark which region and plan the key is for, and which models are open to it")
    .action((options, command) =>
      run(command, async (terminal) => (await import("./doctor.ts")).examine(options, terminal)),
    );
  program
    .command("completion <shell>")
    .description("Prints the script that completes commands in bash or zsh.")
    .addHelpText(
      "after",
      `
Put one of these lines into your start-up file:
  eval "$(seedream completion bash)"    # ~/.bashrc
  eval "$(seedream completion zsh)"     # ~/.zshrc`,
    )
    .action((shell, _, command) =>
      run(command, async (terminal) => (await import("./completion-scripts.ts")).printScript(shell, terminal)),
    );
  program
    .command("complete [words...]", { hidden: true })
    .option("--line <text>")
    .option("--breaks <characters>")
    .action((words, options, command) =>
      run(command, async (terminal) => (await import("./complete.ts")).complete(words, options, program, terminal)),
    );
  addExamples(program);
  return program;
}

/** Formats an error of commander, with visible control characters, because the typed text may come from elsewhere. */
function toErrorText(text: string): string {
  const [first = "", ...rest] = text.split("\n");
  const lines = [toLine(style("red", "Error:"), first.replace(/^error:/, "")), ...rest.map((line) => toLine(line))];
  return lines.join("\n");
}

/** Collects a repeated option. An option with a list of values would take the argument that follows it. */
const collect = (value: string, before: readonly string[] = []) => [...before, value];

async function run(command: Command, action: Action): Promise<void> {
  const { json = false } = command.optsWithGlobals();
  try {
    process.exitCode = await action(openTerminal(json));
  } finally {
    await closeClients();
  }
}
