const modifyEsbuildConfig = (config) => ({ ...config, format: "esm" });

/**
 * Budgets of a client, minified and gzipped. The whole client is its main entry with all imports in one file, core and
 * openapi-fetch included. A web page imports the models alone for its forms.
 */
export default [
  { name: "the whole client", path: "dist/index.js", gzip: true, limit: "28 kB", modifyEsbuildConfig },
  {
    name: "the models alone",
    path: "dist/index.js",
    import: "{ models }",
    gzip: true,
    limit: "2 kB",
    modifyEsbuildConfig,
  },
];
