import { api, bodyOf } from "../api/client";
import type { ChangeSize } from "../api/types";

/** From little to much. */
export const SIZES: readonly ChangeSize[] = ["wording", "minor", "major"];

/** What a reviewer may call a change that is at least this large. */
export function sizesFrom(least: ChangeSize): readonly ChangeSize[] {
  return SIZES.slice(SIZES.indexOf(least));
}

/** What a reviewer says of their change; null leaves it to the rule. */
export interface Verdict {
  change: ChangeSize | null;
  note: string;
}

export const NO_VERDICT: Verdict = { change: null, note: "" };

export function loadChange(readingId: string) {
  return bodyOf(api.GET("/api/readings/{reading_id}/change", { params: { path: { reading_id: readingId } } }));
}

export function loadFeedback() {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "Asia/Shanghai";
  return bodyOf(api.GET("/api/feedback", { params: { query: { time_zone } } }));
}

export function seeFeedback() {
  return bodyOf(api.POST("/api/feedback/seen"));
}

/** The part of a month's reports in whole per cent; nothing of nothing. */
export function shareOf(count: number, reviewed: number): string {
  return reviewed === 0 ? "–" : `${Math.round((100 * count) / reviewed)}%`;
}
