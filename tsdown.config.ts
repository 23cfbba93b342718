/**
 * Builds the published package in the current folder. Each entry of its package.json becomes one file, and
 * `shared.js` holds what several entries need. Types are bundled in the same way.
 */
import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";

interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

const { exports, bin = {} }: Manifest = JSON.parse(readFileSync("package.json", "utf8"));
const libraries = namesOf(exports);

export default defineConfig({
  cwd: process.cwd(),
  entry: Object.fromEntries([...libraries, ...namesOf(bin)].map((name) => [name, `src/${name}.ts`])),
  // Two copies of a dependency would be two trees of errors: every package is imported, none is bundled in.
  deps: { neverBundle: true },
  platform: "neutral",
  target: "es2023",
  sourcemap: true,
  // Made file by file, without a type checker: an exported value names its type.
  dts: { generator: "oxc", sourcemap: true, entry: libraries.map((name) => `src/${name}.ts`) },
  outputOptions: {
    // No hashes and no shortened names: what did not change keeps its name.
    chunkFileNames: "[name].js",
    minifyInternalExports: false,
    // The sources are published beside the maps.
    sourcemapExcludeSources: true,
    // A command that has no entries to import loads what it needs: one shared file would load all of it for --help.
    ...(libraries.length > 0 && {
      codeSplitting: {
        groups: [
          { name: "shared.d", test: /\.d\.ts$/, minShareCount: 2 },
          { name: "shared", minShareCount: 2 },
        ],
      },
    }),
  },
  failOnWarn: true,
  logLevel: "warn",
});

/** Names of the modules in src that files in dist are built from. */
function namesOf(targets: Readonly<Record<string, string>>): string[] {
  return Object.values(targets).flatMap((target) => /^\.\/dist\/(.+)\.js$/.exec(target)?.[1] ?? []);
}
