import type { DeletionLine, Keeping, StudyAged } from "../api/types";

/** What a study may be deleted for: early reasons are given in words. */
export const EARLY_REASONS = ["wrong_upload", "test_data"] as const;

/** Open proposals first, then what is being erased, then the rest; each the newest first. */
export function inOrder(deletions: readonly DeletionLine[]): DeletionLine[] {
  const rank = { proposed: 0, removing: 1, done: 2, refused: 2, withdrawn: 2 } as const;
  return [...deletions].sort((one, other) => rank[one.deletion.state] - rank[other.deletion.state]);
}

/** Bytes as people read them, to two figures. */
export function sizeText(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** Whether anybody has to look at how the archive is kept. */
export function needsLook(keeping: Keeping): boolean {
  return Boolean(keeping.scrub?.is_behind || keeping.scrub_second?.is_behind || keeping.objects_wrong > 0);
}

export function mayPropose(study: StudyAged): boolean {
  return study.hold === null && study.proposal === null;
}
