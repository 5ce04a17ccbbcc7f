import type { ReportKind } from "../api/types";

export type AmendmentKind = Exclude<ReportKind, "final">;

export const isAmendment = (kind: ReportKind): kind is AmendmentKind => kind !== "final";

/** What is wrong is told apart from what was only added; white on each is read at 4.5:1 at least. */
export const COLOURS: Readonly<Record<AmendmentKind, string>> = {
  addendum: "blue",
  correction: "#b83d0b",
  recall: "red.8",
};

const RANK: Readonly<Record<ReportKind, number>> = { recall: 0, correction: 1, addendum: 2, final: 2 };

/** Unread recalls and corrections before everything else: somebody may be acting on what they take back. */
export function inOrder<Line extends { kind: ReportKind; acknowledged_at: string | null }>(lines: readonly Line[]): Line[] {
  const rank = (line: Line) => (line.acknowledged_at === null ? RANK[line.kind] : 2);
  return lines.toSorted((one, other) => rank(one) - rank(other));
}
