import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const leftOut = fileURLToPath(new URL("worker/left-out.ts", import.meta.url));

/** One file that every browser accepts as a worker: not all of them accept modules. */
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
