/**
 * Checks the budget for the types of the client in the current folder: the cost of its small program for the user's
 * compiler. Counts instantiations, which do not depend on the machine. Reading `error` of a raw call would add 6,500
 * with any spec, because openapi-fetch looks for every status of HTTP.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const MOST = 10_000;
const PROGRAM = "test/small-program.ts";
const OPTIONS =
  "--ignoreConfig --noEmit --strict --skipLibCheck --target es2024 --module nodenext --extendedDiagnostics";

const compiler = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");
const { status, stdout } = spawnSync(process.execPath, [compiler, ...OPTIONS.split(" "), PROGRAM], {
  encoding: "utf8",
});
const cost = Number(/^Instantiations:\s+(\d+)/m.exec(stdout)?.[1]);
if (status !== 0 || Number.isNaN(cost)) {
  console.error(`${PROGRAM} does not compile:\n${stdout}`);
  process.exitCode = 1;
} else if (cost > MOST) {
  console.error(`${PROGRAM} costs ${cost} instantiations, the budget is ${MOST}: simplify the types that it uses`);
  process.exitCode = 1;
} else {
  console.log(`${PROGRAM}: ${cost} instantiations of at most ${MOST}`);
}
