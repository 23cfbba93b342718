/**
 * Runs the suites under all runtimes in `runtimes/`, or under the named ones. Each runtime has its own sockets, fetch
 * and Base64. It must keep the contract, except for the deviations in its expectations.
 */
import { compare } from "../runtimes/compare.ts";
import { runtimes } from "../runtimes/runtimes.ts";

/** Most problems to print for each runtime. */
const most = 20;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !runtimes.some((runtime) => runtime.name === name));
if (unknown.length > 0)
  throw new Error(`Unknown runtime ${unknown}; the runtimes are ${runtimes.map(({ name }) => name)}`);

// Sequential, because each runtime uses all cores.
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
