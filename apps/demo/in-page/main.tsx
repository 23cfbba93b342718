import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "../src/app.tsx";
import { firstLanguage } from "../src/words/words.ts";
import { downloadFromWorker } from "./downloads.ts";
import { startServer } from "./server.ts";
import { Unavailable } from "./unavailable.tsx";

const root = document.getElementById("root");
if (root) {
  document.addEventListener("click", downloadFromWorker);
  const page = await startServer().then(
    () => <App isInPage />,
    (error) => <Unavailable language={firstLanguage()} error={error} />,
  );
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
