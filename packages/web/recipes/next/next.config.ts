import { join } from "node:path";
import type { NextConfig } from "next";

// In this repository the packages are links that lead out of the folder. An application of its own needs neither line.
const root = join(import.meta.dirname, "../../../..");
const config: NextConfig = { turbopack: { root }, outputFileTracingRoot: root };

export default config;
