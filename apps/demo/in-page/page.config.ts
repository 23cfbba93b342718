import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const words = fileURLToPath(new URL("words.ts", import.meta.url));

export default defineConfig({
  root: import.meta.dirname,
  // Relative, because the site may have any address.
  base: "./",
  // Replaces the import of `src/words/page.ts` by the texts of a studio without a server.
  resolve: { alias: { "./words.ts": words } },
  publicDir: "../public",
  plugins: [react()],
  build: { assetsInlineLimit: 0, cssTarget: "esnext", emptyOutDir: true },
});
