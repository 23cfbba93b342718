import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const words = fileURLToPath(new URL("words.ts", import.meta.url));

export default defineConfig({
  root: import.meta.dirname,
  // The site has any address.
  base: "./",
  // Other words than with a server, for `src/words/page.ts`, which imports them so.
  resolve: { alias: { "./words.ts": words } },
  publicDir: "../public",
  plugins: [react()],
  build: { assetsInlineLimit: 0, cssTarget: "esnext", emptyOutDir: true },
});
