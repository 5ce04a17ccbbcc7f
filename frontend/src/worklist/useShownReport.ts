import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { api, bodyOf } from "../api/client";
import type { ReadingDetail } from "../api/types";
import { instancesOf } from "../study/instances";
import { book } from "../viewer/line/book";

const TOGETHER_MS = 1_500;

export interface ShownReport {
  /** How many pictures of this reading were seen as a preview and not yet in diagnostic quality. */
  onlyPreviews: number;
  /** Tells the server all that was shown; it refuses to sign by it. */
  tell: () => Promise<void>;
}

/** Tells the server what was on this screen: it refuses whoever has seen only a preview of a picture. */
export function useShownReport(reading: Pick<ReadingDetail, "id" | "studies">): ShownReport {
  const { id, studies } = reading;
  const instances = useMemo(() => new Set(instancesOf(studies).map((instance) => instance.id)), [studies]);
  const mine = useRef(instances);
  mine.current = instances;
  const owed = useSyncExternalStore(book.subscribe, book.owed);

  const tell = useCallback(async () => {
    const seen = book.take(mine.current);
    if (seen.length === 0) return;
    const at = { params: { path: { reading_id: id } }, body: { instances: seen } };
    await bodyOf(api.POST("/api/readings/{reading_id}/shown", at)).catch((why: unknown) => {
      book.giveBack(seen);
      throw why;
    });
  }, [id]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        tell().catch(() => undefined);
      }, TOGETHER_MS);
    };
    soon();
    const leave = book.subscribe(soon);
    return () => {
      leave();
      clearTimeout(timer);
      tell().catch(() => undefined);
    };
  }, [tell]);

  return { onlyPreviews: [...owed].filter((one) => instances.has(one)).length, tell };
}
