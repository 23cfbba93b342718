import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // The site has any address.
  base: "./",
  mode: "in-page",
  publicDir: "../public",
  plugins: [react()],
  build: { assetsInlineLimit: 0, cssTarget: "esnext", emptyOutDir: true },
});
