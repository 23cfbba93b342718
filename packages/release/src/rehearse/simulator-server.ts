import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Project } from "./project.ts";

/** Ends when its standard input closes, so that it does not outlive the rehearsal. */
const PROGRAM = `import { serveSimulator } from "@seedream-clients/simulator/server";
const { baseURLs, close } = await serveSimulator();
console.log(JSON.stringify(baseURLs));
process.stdin.resume().on("end", close).on("close", close);
`;

export interface RunningSimulator {
  readonly baseURLs: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts the published simulator in a child process. */
export async function startSimulator(project: Project): Promise<RunningSimulator> {
  await project.install();
  await project.write({ "serve.js": PROGRAM });
  const child = spawn(process.execPath, ["serve.js"], { cwd: project.folder, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    ended.then(([code]) => Promise.reject(new Error(`the published simulator exited with ${code}`))),
  ]);
  return {
    baseURLs: JSON.parse(line),
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
