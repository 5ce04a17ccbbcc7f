import type { Draft } from "../api/types";
import { copiesOf, type Keepable, type Copies as CopiesOf, type LocalCopy as CopyOf, recoverOf } from "./copies";

export interface ReportText {
  findings: string;
  impression: string;
}

export const EMPTY: ReportText = { findings: "", impression: "" };

export function sameText(one: ReportText, other: ReportText): boolean {
  return one.findings === other.findings && one.impression === other.impression;
}

export function isBlank(text: ReportText): boolean {
  return text.findings.trim() === "" && text.impression.trim() === "";
}

export const TEXT: Keepable<ReportText> = {
  prefix: "teleread.draft.",
  empty: EMPTY,
  isSame: sameText,
  isBlank,
  pick: ({ findings, impression }) => ({ findings, impression }),
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
