import type { StudySummary } from "../api/types";

/** The steps that a clinic follows, in their order. */
export const STEPS = ["received", "settled", "reading", "submitted", "signed", "returned", "read"] as const;
export type Step = (typeof STEPS)[number];

export interface Progress {
  /** The last step that was reached. */
  reached: Step;
  /** Set when the way ended early: the clinic has to act, or nobody will. */
  stopped: "rejected" | "cancelled" | null;
}

/** Where a study stands on its way, from what the server says about its reading and report. */
export function progressOf(study: Pick<StudySummary, "settled_at" | "reading" | "report">): Progress {
  const { reading, report } = study;
  if (report?.acknowledged_at) return { reached: "read", stopped: null };
  if (report) return { reached: "returned", stopped: null };
  if (reading === null) return { reached: study.settled_at === null ? "received" : "settled", stopped: null };
  switch (reading.state) {
    case "rejected":
      return { reached: "settled", stopped: "rejected" };
    case "cancelled":
      return { reached: "settled", stopped: "cancelled" };
    case "awaiting":
    case "assigned":
      return { reached: "settled", stopped: null };
    case "in_progress":
      return { reached: "reading", stopped: null };
    case "submitted":
    case "review_offered":
    case "in_review":
      return { reached: "submitted", stopped: null };
    case "signed":
      return { reached: "signed", stopped: null };
  }
}
