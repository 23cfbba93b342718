const modifyEsbuildConfig = (config) => ({ ...config, format: "esm" });

/**
 * Budgets of a client, minified and gzipped: all that its main entry reaches in one file, core and openapi-fetch too; and
 * the models alone, which a web page imports for its forms.
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
