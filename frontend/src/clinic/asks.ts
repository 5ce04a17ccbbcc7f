import type { ReadingSummary } from "../api/types";

/** Readings whose specialist waits for the clinic. */
export function waitingOf(readings: readonly ReadingSummary[]): ReadingSummary[] {
  return readings.filter((reading) => reading.is_paused);
}
