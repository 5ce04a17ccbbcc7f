import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { ReadingDetail } from "../api/types";
import { loadReading, readingKey } from "../worklist/queries";
import { copiesIn, overOf, ownText, type ReportText, TEXT } from "./draft";
import { createKeeper, type Keeper, type KeeperView } from "./keeper";
import { saveDraft } from "./queries";

/** The draft of one hold. The reading's later refetches never touch what is being typed. */
export function useDraft(
  reading: ReadingDetail,
  accountId: string,
  token: number,
): [KeeperView<ReportText>, Keeper<ReportText>] {
  const queries = useQueryClient();
  const [over] = useState(() => overOf(reading));
  const [keeper] = useState(() =>
    createKeeper({
      kind: TEXT,
      initial: ownText(reading, over),
      copies: copiesIn(localStorage, accountId, over === 0 ? reading.id : `${reading.id}.${over}`),
      save: (text, revision) => saveDraft(reading.id, text, { revision, over, fencing_token: token }),
      reload: async () => {
        const fresh = await loadReading(reading.id);
        queries.setQueryData(readingKey(reading.id), fresh);
        return ownText(fresh, over);
      },
      now: Date.now,
    }),
  );
  const view = useSyncExternalStore(keeper.subscribe, keeper.view);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.view().state !== "saved" && keeper.view().state !== "lost") event.preventDefault();
    };
    const saveWhenHidden = () => {
      if (document.visibilityState === "hidden" && keeper.view().state === "typing") void keeper.flush();
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("visibilitychange", saveWhenHidden);
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("visibilitychange", saveWhenHidden);
      if (keeper.view().state === "typing") void keeper.flush();
    };
  }, [keeper]);

  return [view, keeper];
}
