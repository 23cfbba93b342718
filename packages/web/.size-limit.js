/** Budget of what a page loads: the client, and core's errors. */
export default [
  {
    name: "the client in a page",
    path: "dist/page.js",
    gzip: true,
    limit: "4 kB",
    modifyEsbuildConfig: (config) => ({ ...config, format: "esm" }),
  },
];
