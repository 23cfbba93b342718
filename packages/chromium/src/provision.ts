/**
 * Installs and unpacks the package of Chromium if this machine has no browser. Turbo runs this once, before all tests
 * of pages, so that no two of them unpack at the same time.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { findInstalled } from "./installed.ts";
import { canBePackaged, findPackaged, folder, unpacked } from "./packaged.ts";

if (canBePackaged && !findInstalled()) {
  execFileSync("pnpm", ["install", "--frozen-lockfile", "--reporter=append-only"], { cwd: folder, stdio: "inherit" });
  if (!findPackaged()) unpack();
}

/** Unpacks next to the final folder, then renames, so that an interrupted run leaves no incomplete browser. */
function unpack(): void {
  const draft = mkdtempSync(`${unpacked}-`);
  try {
    const program = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
    execFileSync(process.execPath, ["--eval", program], {
      cwd: folder,
      // The package unpacks to the temporary folder. It unpacks its libraries only on a machine that looks like Lambda.
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
      stdio: "inherit",
    });
    renameSync(draft, unpacked);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}
