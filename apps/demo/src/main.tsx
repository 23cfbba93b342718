import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openStudio } from "./studio.tsx";

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode>{await openStudio()}</StrictMode>);
