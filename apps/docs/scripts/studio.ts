import { cpSync } from "node:fs";
import { join } from "node:path";

/** Adds the studio that runs in its page to the built site. */
const studio = join(import.meta.dirname, "../../demo/in-page/dist");
cpSync(studio, join(import.meta.dirname, "../dist/studio"), { recursive: true });
