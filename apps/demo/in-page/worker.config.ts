import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const leftOut = fileURLToPath(new URL("worker/left-out.ts", import.meta.url));

/** Builds the worker as one script, because not every browser accepts modules as service workers. */
export default defineConfig({
  root: import.meta.dirname,
  define: { "process.env.NODE_ENV": '"production"' },
  resolve: { alias: { "is-node-process": leftOut, "tough-cookie": leftOut, "ajv/dist/2020.js": leftOut } },
  build: {
    emptyOutDir: false,
    copyPublicDir: false,
    lib: { entry: "worker/worker.ts", formats: ["iife"], name: "studio", fileName: () => "worker.js" },
  },
});
