import type { QueryClient } from "@tanstack/react-query";
import type { ReadingStudy } from "../../api/types";
import { displayOf } from "../queries";
import { sheetsOf } from "../sheets";
import { previewAsked } from "./bring";
import { warmUp } from "./decoder";
import { here } from "./here";

/** Fetches and compiles what draws pictures before one is to be drawn. */
export function haveViewerReady(): void {
  warmUp();
  void import("..").then(() => import("../screen")).catch(() => undefined);
}

/**
 * Asks for the first picture's preview and description together, as soon as one knows which it is: whether there is
 * a preview the description alone says, and waiting for it is a way there and back.
 */
export function askForFirst(studies: readonly ReadingStudy[], queries: QueryClient): void {
  const first = sheetsOf(studies)[0]?.instance;
  if (first?.kind !== "image" && first?.kind !== "clip") return;
  const never = new AbortController().signal;
  here.want(previewAsked(first.id), { instanceId: first.id, frame: 1, part: "preview" }, never).catch(() => undefined);
  void queries.prefetchQuery(displayOf(first.id));
}
