/** Budget of the adapter without `@ai-sdk/provider` and core, which `ai` and every client already bring. */
export default [
  {
    name: "the adapter",
    path: "dist/index.js",
    gzip: true,
    limit: "4 kB",
    ignore: ["@ai-sdk/provider", "@seedream-clients/core"],
    modifyEsbuildConfig: (config) => ({ ...config, format: "esm" }),
  },
];
