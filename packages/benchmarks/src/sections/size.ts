import { gzipSync } from "node:zlib";
import { bundleForBrowser } from "../measure/bundle.ts";
import { figure } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Line, Section } from "../report/section.ts";
import { clients, packages } from "./packages.ts";

export const size: Section = {
  id: "size",
  title: "Size",
  method:
    "The whole package in one file, with all that it imports, bundled for a browser by esbuild and minified. 1 kB is " +
    "1,000 bytes.",
  async measure() {
    const sizes = new Map<string, Size>();
    for (const name of packages) sizes.set(name, await sizeOf(name));
    return {
      columns: ["package", "kB minified", "kB gzipped"],
      lines: [...sizes].map(([name, { plain, gzipped }]): Line => [withVersion(name), figure(plain), figure(gzipped)]),
      goals: clients.map((name) => ({
        name: `kB of ${name}, gzipped`,
        most: 24,
        measured: sizes.get(name)?.gzipped ?? Number.NaN,
      })),
    };
  },
};

/** In kB. */
interface Size {
  readonly plain: number;
  readonly gzipped: number;
}

async function sizeOf(name: string): Promise<Size> {
  const file = await bundleForBrowser(`export * from "${name}";`);
  return { plain: file.length / 1000, gzipped: gzipSync(file, { level: 9 }).length / 1000 };
}
