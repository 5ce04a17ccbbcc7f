import type { AssignmentEntry, Overview } from "../api/types";

export type Unfit = Overview["without_specialist"][number]["why"];

/** How one specialist looked when a reading was offered. */
export interface Considered {
  accountId: string;
  loadMinutes: number;
  unfit: Unfit[];
}

/** Who was considered for an assignment, as the API keeps it; empty for a claim or what is not understood. */
export function consideredIn(reasons: AssignmentEntry["reasons"]): Considered[] {
  const { considered } = reasons;
  if (!Array.isArray(considered)) return [];
  return considered.flatMap((each: unknown) => {
    if (typeof each !== "object" || each === null) return [];
    const { account_id, load_minutes, unfit } = each as Record<string, unknown>;
    if (typeof account_id !== "string" || typeof load_minutes !== "number" || !Array.isArray(unfit)) return [];
    return [{ accountId: account_id, loadMinutes: load_minutes, unfit: unfit as Unfit[] }];
  });
}
