import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openStudio } from "../src/studio.tsx";
import { downloadFromWorker } from "./downloads.ts";
import { startServer } from "./server.ts";
import { Unavailable } from "./unavailable.tsx";

const root = document.getElementById("root");
if (root) {
  document.addEventListener("click", downloadFromWorker);
  // The client of the page sends nothing while the browser is offline, but the worker needs no network.
  Object.defineProperty(navigator, "onLine", { value: true });
  const page = await startServer().then(openStudio, (error) => <Unavailable error={error} />);
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
