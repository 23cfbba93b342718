import { join } from "node:path";
import { console, runCommand } from "../command.ts";
import { lintWorkflows } from "./lint.ts";

await runCommand(() => lintWorkflows(join(import.meta.dirname, "..", "..", "..", ".."), console));
