import { useQuery } from "@tanstack/react-query";
import { LIVE_MS } from "../api/queries";
import { loadReports, reportsKey } from "../report/queries";
import { loadReadings, readingsKey } from "../worklist/queries";
import { waitingOf } from "./asks";
import { DOUBTFUL_KEY, loadDoubtful } from "./doubtful";
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

const CALM_MS = 15_000;

/** How many things wait for a person: contradictions, and at a clinic questions of specialists and names to check. */
export function useOpenTasks({ isAtClinic }: { isAtClinic: boolean }): number {
  const often = { refetchInterval: CALM_MS };
  const tasks = useQuery({ queryKey: ["discrepancies"], queryFn: loadDiscrepancies, ...often });
  const open = useQuery({
    queryKey: readingsKey("open"),
    queryFn: () => loadReadings("open"),
    enabled: isAtClinic,
    ...often,
  });
  const doubtful = useQuery({ queryKey: DOUBTFUL_KEY, queryFn: loadDoubtful, enabled: isAtClinic, ...often });
  return (tasks.data?.length ?? 0) + waitingOf(open.data ?? []).length + (doubtful.data?.length ?? 0);
}
