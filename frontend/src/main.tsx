import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, spoken } from "./app";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
const page = createRoot(root);
// Without the other language's words the page speaks Chinese, which is there.
void spoken.finally(() =>
  page.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
