import type { Command } from "commander";

/** Examples by command. A test parses all of them. */
const examples: Readonly<Record<string, readonly string[]>> = {
  generate: [
    'seedream generate "a lighthouse at dusk" --size 16:9@4K',
    'seedream generate "turn it blue" --image cup.png --count 4 --out blue',
    "seedream generate --prompt-file prompt.txt --model seedream-5.0-pro",
    "echo 'a lighthouse' | seedream generate --json | jq -r '.images[].path'",
    'seedream generate "a lighthouse" --dry-run               # the request and its price; sends nothing',
    'seedream generate "a lighthouse" --provider simulator    # needs no key, and costs nothing',
    'seedream generate -- "-5 °C at the lighthouse"           # a prompt that begins with a dash',
  ],
  validate: [
    'seedream validate "a lighthouse" --size 8K',
    "seedream validate --prompt-file prompt.txt --model seedream-5.0-pro --json",
  ],
  batch: [
    "seedream batch run prompts.csv --dry-run              # checks all rows, and what they cost at most",
    'seedream batch run prompts.csv --budget "20 CNY"      # makes them; the same command goes on after Ctrl-C',
    "seedream batch status --watch                         # in another terminal, while it runs",
    "seedream batch retry --all && seedream batch resume   # what failed free of charge, once more",
  ],
  "batch run": [
    'seedream batch run prompts.csv --out ./out --budget "20 CNY"',
    "seedream batch run prompts.jsonl --provider apimart --concurrency 16 --images-per-minute 300",
    "seedream batch run prompts.csv --encoding gbk --model seedream-4.5 --size 2K --dry-run",
  ],
  "batch resume": ['seedream batch resume --out ./out --budget "40 CNY"'],
  "batch status": [
    "seedream batch status --out ./out",
    "seedream batch status --watch",
    "seedream batch status --json | jq .states",
  ],
  "batch reconcile": [
    "seedream batch reconcile lighthouse not-made             # queued again; resume sends it",
    "seedream batch reconcile lighthouse made                 # it counts as paid for",
    "seedream batch reconcile lighthouse made --url https://example.com/0.jpg && seedream batch resume",
  ],
  "batch cancel": ["seedream batch cancel lighthouse harbour", "seedream batch cancel --all"],
  "batch retry": ["seedream batch retry lighthouse", "seedream batch retry --all && seedream batch resume"],
  tasks: ["seedream tasks list --out ./out", "seedream tasks wait task_01KA040M0HP1GJWBJYZMKX1XS1 --out ./out"],
  "tasks list": ["seedream tasks list --out ./out", "seedream tasks list --json | jq -r .id"],
  "tasks show": ["seedream tasks show task_01KA040M0HP1GJWBJYZMKX1XS1"],
  "tasks wait": ["seedream tasks wait task_01KA040M0HP1GJWBJYZMKX1XS1 --out ./out"],
  "tasks fetch": ["seedream tasks fetch task_01KA040M0HP1GJWBJYZMKX1XS1 --out ./out"],
  models: ["seedream models --provider apimart", "seedream models --json | jq -r .name"],
  simulate: [
    "seedream simulate --port 4010",
    "seedream simulate --latency 8000                         # an image takes 8 seconds",
    'ARK_API_KEY=any-key ARK_BASE_URL=http://127.0.0.1:4010/ark/api/v3 seedream generate "a kite"',
  ],
  doctor: ["seedream doctor", "seedream doctor --probe                               # free of charge, at Ark"],
};

/** Adds examples to the help of all commands. Errors in a command line then refer to the help of that command. */
export function addExamples(command: Command, parents: readonly string[] = []): void {
  for (const child of command.commands) {
    const path = [...parents, child.name()];
    const lines = examples[path.join(" ")] ?? [];
    if (lines.length > 0) child.addHelpText("after", `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`);
    child.showHelpAfterError(`See seedream ${path.join(" ")} --help.`);
    addExamples(child, path);
  }
}
