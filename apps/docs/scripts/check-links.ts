import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findBrokenLinks } from "./broken-links.ts";

const dist = join(import.meta.dirname, "../dist");
const { SITE_ORIGIN = "http://localhost:4321", SITE_BASE = "/" } = process.env;

const { broken, pages, links } = findBrokenLinks(dist, new URL(SITE_BASE.replace(/\/?$/, "/"), SITE_ORIGIN), (file) =>
  readFileSync(file, "utf8"),
);
for (const fault of broken) process.stderr.write(`${fault}\n`);
process.stdout.write(`${links} links of ${pages} pages checked, ${broken.length} broken\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
