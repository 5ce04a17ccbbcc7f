import { useQuery } from "@tanstack/react-query";
import { LIVE_MS } from "../api/queries";
import { loadReports, reportsKey } from "../report/queries";
import { loadReadings, readingsKey } from "../worklist/queries";
import { waitingOf } from "./asks";
import { DOUBTFUL_KEY, loadDoubtful } from "./doubtful";
import { loadWaiting, WAITING_KEY } from "../question/queries";
import { loadRetakes, RETAKES_KEY } from "../retake/queries";
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

/** How many things wait for a person: contradictions, and at a clinic retakes, questions and names to check. */
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
  const urgent = { refetchInterval: LIVE_MS, enabled: isAtClinic };
  const retakes = useQuery({ queryKey: RETAKES_KEY, queryFn: loadRetakes, ...urgent });
  const asked = useQuery({ queryKey: WAITING_KEY, queryFn: loadWaiting, ...urgent });
  const pausing = (asked.data ?? []).filter(({ question }) => question.does_pause).map(({ reading }) => reading.id);
  const paused = waitingOf(open.data ?? []).filter(({ id }) => !pausing.includes(id));
  const counted = [tasks.data, doubtful.data, retakes.data, asked.data, paused];
  return counted.reduce((sum, found) => sum + (found?.length ?? 0), 0);
}
