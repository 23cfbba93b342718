import { readFileSync } from "node:fs";
import { join } from "node:path";
import { siteURL } from "../src/address.ts";
import { findBrokenLinks } from "./broken-links.ts";

const dist = join(import.meta.dirname, "../dist");

const { broken, pages, links } = findBrokenLinks(dist, siteURL, (file) => readFileSync(file, "utf8"));
for (const fault of broken) process.stderr.write(`${fault}\n`);
process.stdout.write(`${links} links of ${pages} pages checked, ${broken.length} broken\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
