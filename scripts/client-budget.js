/** Budget of a client: all that its main entry reaches in one file, core and openapi-fetch too, minified and gzipped. */
export default [
  {
    name: "the whole client",
    path: "dist/index.js",
    gzip: true,
    limit: "28 kB",
    modifyEsbuildConfig: (config) => ({ ...config, format: "esm" }),
  },
];
