/**
 * What a browser loads to run `generate()` and `stream()`, minified and gzipped. Left out is what is loaded later, by
 * `import()`: the raw API client, downloads of results, references, and the words for trouble.
 */
export function clientBudget(factory) {
  const bundle = { path: "dist/index.js", import: `{ ${factory} }`, gzip: true };
  const asModule = (config) => ({ ...config, format: "esm" });
  return [
    {
      ...bundle,
      name: `${factory}: generate() and stream()`,
      limit: "8 kB",
      modifyEsbuildConfig: (config) => ({ ...asModule(config), plugins: [withoutLazy] }),
    },
    {
      ...bundle,
      name: `${factory}: with all that it may load later`,
      limit: "18.5 kB",
      modifyEsbuildConfig: asModule,
    },
  ];
}

const withoutLazy = {
  name: "without-lazy",
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};
