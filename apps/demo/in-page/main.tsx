import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "../src/app.tsx";
import { firstLanguage } from "../src/words/words.ts";
import { startServer } from "./server.ts";
import { Unavailable } from "./unavailable.tsx";

const root = document.getElementById("root");
if (root) {
  const page = await startServer().then(
    () => <App />,
    (error) => <Unavailable language={firstLanguage()} error={error} />,
  );
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
