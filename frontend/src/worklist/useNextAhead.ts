import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { instancesOf } from "../study/instances";
import { nextOf } from "./next";
import { loadReading, loadReadings, readingKey, readingsKey } from "./queries";

/**
 * Brings the study that the reader will turn to next while this one is read; the line lets it wait for all else.
 * `isBegun`: the pictures of this one were asked for, so that the line knows of them.
 */
export function useNextAhead(readingId: string, isBegun: boolean): void {
  const queries = useQueryClient();
  const mine = useQuery({ queryKey: readingsKey("mine"), queryFn: () => loadReadings("mine") });
  const next = nextOf(mine.data ?? [], readingId)?.id;
  useEffect(() => {
    if (next === undefined || !isBegun) return undefined;
    const abort = new AbortController();
    const bring = async () => {
      const { fetchAhead, inTurn, listPriorsAhead } = await import("../viewer/line/ahead");
      const load = () => queries.fetchQuery({ queryKey: readingKey(next), queryFn: () => loadReading(next) });
      const reading = await inTurn(load, abort.signal);
      if (reading.may_compare) await listPriorsAhead(next, queries, abort.signal);
      await fetchAhead(instancesOf(reading.studies), queries, abort.signal);
    };
    bring().catch(() => undefined);
    return () => abort.abort();
  }, [next, isBegun, queries]);
}
