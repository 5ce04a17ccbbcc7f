import { useQuery } from "@tanstack/react-query";
import { LIVE_MS } from "../api/queries";
import { loadReports, reportsKey } from "../report/queries";
import { loadDiscrepancies } from "./queries";

/** How many signed reports nobody at the clinic has read yet. */
export function useUnreadReports(): number {
  const reports = useQuery({
    queryKey: reportsKey(true),
    queryFn: () => loadReports({ unread: true }),
    refetchInterval: LIVE_MS,
  });
  return reports.data?.length ?? 0;
}

/** How many contradictions in what arrived wait for a person. */
export function useOpenTasks(): number {
  const tasks = useQuery({ queryKey: ["discrepancies"], queryFn: loadDiscrepancies, refetchInterval: LIVE_MS });
  return tasks.data?.filter((task) => task.resolved_at === null).length ?? 0;
}
