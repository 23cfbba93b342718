import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // The page's own policy forbids code and styles from anywhere but its files, inline ones included.
  // The lightbox is dark in a light page: light-dark() must stay, for each element to resolve by itself.
  build: { assetsInlineLimit: 0, cssTarget: "esnext" },
  test: {
    globalSetup: "test/build-page.ts",
    maxWorkers: 2,
    // Files of one worker share a browser.
    isolate: false,
    testTimeout: 20_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
