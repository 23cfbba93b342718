/**
 * Runs the suites under the runtimes in `runtimes/`, or those that are named. Sockets, fetch and Base64 are a runtime's
 * own: each one must keep the contract, except for what its expectations list.
 */
import { compare } from "../runtimes/compare.ts";
import { runtimes } from "../runtimes/runtimes.ts";

/** Problems that are told of each runtime. */
const most = 20;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !runtimes.some((runtime) => runtime.name === name));
if (unknown.length > 0)
  throw new Error(`Unknown runtime ${unknown}; the runtimes are ${runtimes.map(({ name }) => name)}`);

// One after the other: each uses all cores.
for (const runtime of runtimes) {
  if (wanted.length === 0 || wanted.includes(runtime.name)) await test(runtime);
}

async function test({ name, run, missing, expectations }: (typeof runtimes)[number]): Promise<void> {
  if (missing && process.env.CI !== "true") {
    process.stdout.write(`${name}: skipped. ${missing}\n`);
    return;
  }
  const start = Date.now();
  const report = await run();
  const problems = compare(report, expectations);
  const count = (state: string) => report.tests.filter((test) => test.state === state).length;
  const seconds = Math.round((Date.now() - start) / 1000);
  const expected = `${problems.length > 0 ? "not " : ""}as expected`;
  process.stdout.write(
    `${name}: ${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped in ${seconds} s, ${expected}\n`,
  );
  for (const problem of problems.slice(0, most)) process.stdout.write(`${problem}\n`);
  if (problems.length > most) process.stdout.write(`And ${problems.length - most} more\n`);
  if (problems.length > 0) process.exitCode = 1;
}
