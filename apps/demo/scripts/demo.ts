/** Builds and starts the studio, for `pnpm demo`. Shows the output of the build only if it fails. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");
const turbo = join(root, "node_modules", "turbo", "bin", "turbo");
const args = ["run", "build", "--filter=@seedream-clients/demo", "--output-logs=errors-only"];

process.stdout.write("Building the studio…\n");
const { status, stdout, stderr } = spawnSync(process.execPath, [turbo, ...args], { cwd: root, encoding: "utf8" });
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}`);
  process.exit(status ?? 1);
}
await import("../server/main.ts");
