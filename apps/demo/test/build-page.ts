import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the page, so that the tests do not use an old build. */
export default async function buildPage(): Promise<void> {
  await build({ root: fileURLToPath(new URL("..", import.meta.url)), mode: "production", logLevel: "error" });
}
