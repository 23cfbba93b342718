/** Budget of the adapter: what it adds to a client and to `ai`, which both have `@ai-sdk/provider` and core. */
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
