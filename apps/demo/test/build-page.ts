import { fileURLToPath } from "node:url";
import { build } from "vite";

/** The tests are of the page as it is now, not as it was last built. */
export default async function buildPage(): Promise<void> {
  await build({ root: fileURLToPath(new URL("..", import.meta.url)), mode: "production", logLevel: "error" });
}
