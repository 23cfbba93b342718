import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";

/** Names the machine and the day: `Node 24.21.0, linux x64, 2 × Intel Xeon, 26 November 2026`. */
export function describeMachine(now = new Date()): string {
  const processors = cpus();
  const model = processors[0]?.model.replace(/\s+/g, " ").trim() || "processors";
  const day = now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${processors.length} × ${model}, ${day}.`;
}

const require = createRequire(import.meta.url);

/** Returns the name of a package with its installed version; only the name if there is no such package. */
export function withVersion(name: string): string {
  if (name.startsWith("@seedream-clients/")) return name;
  const path = require.resolve
    .paths(name)
    ?.map((folder) => `${folder}/${name}/package.json`)
    .find((file) => existsSync(file));
  if (!path) return name;
  const { version }: { version: string } = require(path);
  return `${name} ${version}`;
}
