import type { Draft, ReadingDetail } from "../api/types";
import { copiesOf, type Keepable, type Copies as CopiesOf, type LocalCopy as CopyOf, recoverOf } from "./copies";

export interface ReportText {
  findings: string;
  impression: string;
  /** The form that it was written with. */
  template?: Draft["template"] | undefined;
  /** The answer to the critical question; null until it was given. */
  critical?: Draft["critical"] | undefined;
}

export const EMPTY: ReportText = { findings: "", impression: "" };

function sameTemplate(one: ReportText, other: ReportText): boolean {
  return JSON.stringify(one.template ?? null) === JSON.stringify(other.template ?? null);
}

export function sameText(one: ReportText, other: ReportText): boolean {
  return (
    one.findings === other.findings &&
    one.impression === other.impression && sameTemplate(one, other) &&
    (one.critical ?? null) === (other.critical ?? null)
  );
}

export function isBlank(text: ReportText): boolean {
  return text.findings.trim() === "" && text.impression.trim() === "" && !text.critical;
}

export const TEXT: Keepable<ReportText> = {
  prefix: "teleread.draft.",
  empty: EMPTY,
  isSame: sameText,
  isBlank,
  pick: ({ findings, impression, template, critical }) => ({ findings, impression, template: template ?? null, critical: critical ?? null }),
  isWhole: (raw) => typeof raw.findings === "string" && typeof raw.impression === "string",
};

export type LocalCopy = CopyOf<ReportText>;
export type Copies = CopiesOf<ReportText>;

export function recover(copy: LocalCopy | null, server: Draft | null) {
  return recoverOf(TEXT, copy, server);
}

export function copiesIn(storage: Storage, accountId: string, readingId: string): Copies {
  return copiesOf(TEXT, storage, accountId, readingId);
}

/** The number of the submission that a reviewer changes; 0 while an author writes. */
export function overOf(reading: Pick<ReadingDetail, "state" | "submission">): number {
  return reading.state === "in_review" ? (reading.submission?.number ?? 0) : 0;
}

/** What a person's editor begins with: what they typed, or as a reviewer the author's text until they do. */
export function ownText(
  { draft, submission }: Pick<ReadingDetail, "draft" | "submission">,
  over: number,
): (ReportText & { revision: number; saved_at: string | null }) | null {
  if (over === 0 || draft?.over === over || submission === null) return draft;
  return { ...TEXT.pick(submission), revision: draft?.revision ?? 0, saved_at: null };
}
