import { useCallback, useEffect, useRef, useState } from "react";
import type { Source } from "./sources";
import { mayTryAgain, type Outcome, upload } from "./upload";

const AT_ONCE = 2;

/** One file on its way. */
export interface Upload {
  id: number;
  source: Source;
  state: "waiting" | "sending" | "done";
  share: number;
  outcome?: Outcome;
}

/** Files on their way to the server, a few at once, each with what became of it. */
export function useUploads() {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const begun = useRef(new Set<number>());
  const nextId = useRef(0);

  const change = useCallback((id: number, changed: Partial<Upload>) => {
    setUploads((all) => all.map((each) => (each.id === id ? { ...each, ...changed } : each)));
  }, []);

  useEffect(() => {
    const sending = uploads.filter((each) => each.state === "sending").length;
    const next = uploads.filter((each) => each.state === "waiting").slice(0, Math.max(0, AT_ONCE - sending));
    for (const each of next) {
      if (begun.current.has(each.id)) continue;
      begun.current.add(each.id);
      change(each.id, { state: "sending" });
      void upload(each.source, (share) => change(each.id, { share }))
        .catch((): Outcome => "failed")
        .then((outcome) => {
          begun.current.delete(each.id);
          change(each.id, { state: "done", outcome });
        });
    }
  }, [uploads, change]);

  const add = useCallback((sources: readonly Source[]) => {
    const added = sources.map((source): Upload => ({ id: nextId.current++, source, state: "waiting", share: 0 }));
    setUploads((all) => [...all, ...added]);
  }, []);

  const tryAgain = useCallback(() => {
    setUploads((all) =>
      all.map((each) => (isRetriable(each) ? { ...each, state: "waiting", share: 0, outcome: undefined } : each)),
    );
  }, []);

  return { uploads, add, tryAgain };
}

export function isRetriable(each: Upload): boolean {
  return each.outcome !== undefined && mayTryAgain(each.outcome);
}
