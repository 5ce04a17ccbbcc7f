import type { QueryClient } from "@tanstack/react-query";
import { sessionOptions, wasLoggedIn } from "./account/session";
import { loadReading, readingKey } from "./worklist/queries";

/**
 * Asks at once for what the address will need, beside the page's own code: on a thin line every way there and back
 * that waits for another is a fifth of a second.
 */
export function askEarly(queries: QueryClient, path: string): void {
  void queries.prefetchQuery(sessionOptions());
  const reading = /^\/reading\/([0-9a-f-]{36})$/.exec(path)?.[1];
  if (reading === undefined || !wasLoggedIn(localStorage)) return;
  const asked = queries.fetchQuery({ queryKey: readingKey(reading), queryFn: () => loadReading(reading) });
  const ready = import("./viewer/line/ready");
  void import("./worklist/ReadingDesk").catch(() => undefined);
  void ready.then(({ haveViewerReady }) => haveViewerReady());
  Promise.all([asked, ready]).then(
    ([{ studies }, { askForFirst }]) => askForFirst(studies, queries),
    () => undefined,
  );
}
